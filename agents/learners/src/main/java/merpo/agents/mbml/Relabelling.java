package merpo.agents.mbml;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;

import java.util.Optional;

/**
 * What the transitions of one task would have been in another, by that task's predictors: the same
 * observation and action, another reward and, where it is predicted, another next observation. A
 * transition is kept where the members agree.
 *
 * @param rewards of each task
 * @param successors of each task; without them s' stays as it was
 */
record Relabelling(PredictionEnsemble rewards, Optional<PredictionEnsemble> successors)
        implements AutoCloseable {

    /**
     * The contexts of N tasks in each other.
     *
     * @param rows of j as i would have them; where j is i, as they are, [N (i), N (j), C, width]
     * @param kept 1 where i is sure of a row of j, else 0; 0 where j is i, [N, N, C]
     */
    record Relabelled(NDArray rows, NDArray kept) {}

    /**
     * @param tasks of the contexts, ascending
     * @param context (s, a, r), or (s, a, r, s') as it must be where s' is predicted, [N, C, width]
     */
    Relabelled of(int[] tasks, NDArray context) {
        if (tasks.length == rewards.parameters().tasks()) { // all of the stack
            return of(context);
        }
        try (Relabelling some =
                new Relabelling(rewards.gather(tasks), successors.map(one -> one.gather(tasks)))) {
            return some.of(context);
        }
    }

    private Relabelled of(NDArray context) {
        long n = context.getShape().get(0);
        long c = context.getShape().get(1);
        long width = context.getShape().get(2);
        long seen = rewards.shape().inputs(); // s and a
        NDArray own = context.expandDims(0).broadcast(n, n, c, width);
        NDArray before = own.get("..., :{}", seen);
        NDArray inputs = before.reshape(n, 1, n * c, seen);

        PredictionEnsemble.Prediction reward = rewards.at(inputs);
        NDArray kept = reward.believed();
        NDList parts = new NDList(before, reward.mean().reshape(n, n, c, 1));
        if (successors.isPresent()) {
            PredictionEnsemble.Prediction successor = successors.get().at(inputs);
            kept = kept.mul(successor.believed());
            parts.add(successor.mean().reshape(n, n, c, -1));
        } else if (width > seen + 1) {
            parts.add(own.get("..., {}:", seen + 1));
        }
        NDArray same = context.getManager().eye((int) n).reshape(n, n, 1, 1);
        NDArray other = same.onesLike().sub(same);
        NDArray rows = NDArrays.concat(parts, 3).mul(other).add(own.mul(same));
        return new Relabelled(rows, kept.reshape(n, n, c).mul(other.squeeze(3)));
    }

    @Override
    public void close() {
        rewards.close();
        successors.ifPresent(PredictionEnsemble::close);
    }
}
