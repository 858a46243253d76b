package merpo.agents.mbml;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
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
        NDArray others = different(context.expandDims(0).broadcast(n, n, c, width));
        NDArray before = others.get("..., :{}", seen);
        NDArray inputs = before.reshape(n, 1, (n - 1) * c, seen);

        PredictionEnsemble.Prediction reward = rewards.at(inputs);
        NDArray kept = reward.believed();
        NDList parts = new NDList(before, reward.mean().reshape(n * (n - 1), c, 1));
        if (successors.isPresent()) {
            PredictionEnsemble.Prediction successor = successors.get().at(inputs);
            kept = kept.mul(successor.believed());
            parts.add(successor.mean().reshape(n * (n - 1), c, -1));
        } else if (width > seen + 1) {
            parts.add(others.get("..., {}:", seen + 1));
        }
        NDArray never = context.getManager().zeros(new Shape(n, c));
        return new Relabelled(
                beside(context, NDArrays.concat(parts, 2)),
                beside(never, kept.reshape(n * (n - 1), c)));
    }

    /**
     * Of pairs [N, N, ...] those of different tasks, [N (N - 1), ...]: after the first pair, every
     * N + 1 of them end with a task and itself.
     */
    private static NDArray different(NDArray pairs) {
        Shape entry = pairs.getShape().slice(2);
        long n = pairs.getShape().get(0);
        NDArray rest = pairs.reshape(new Shape(n * n).addAll(entry)).get("1:");
        NDArray ends = rest.reshape(new Shape(n - 1, n + 1).addAll(entry));
        return ends.get(":, :{}", n).reshape(new Shape(n * (n - 1)).addAll(entry));
    }

    /** The inverse: pairs [N, N, ...], tasks beside themselves given apart, [N, ...]. */
    private static NDArray beside(NDArray same, NDArray different) {
        Shape entry = same.getShape().slice(1);
        long n = same.getShape().get(0);
        NDArray ends = same.get("1:").expandDims(1);
        NDArray rest = different.reshape(new Shape(n - 1, n).addAll(entry)).concat(ends, 1);
        return same.get(":1")
                .concat(rest.reshape(new Shape(n * n - 1).addAll(entry)), 0)
                .reshape(new Shape(n, n).addAll(entry));
    }

    @Override
    public void close() {
        rewards.close();
        successors.ifPresent(PredictionEnsemble::close);
    }
}
