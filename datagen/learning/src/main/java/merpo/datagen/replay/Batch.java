package merpo.datagen.replay;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import merpo.datagen.nn.SquashedGaussian;

/**
 * Transitions of T tasks, B of each.
 *
 * @param observation [T, B, obs]
 * @param action [T, B, act]
 * @param preTanh atanh of the actions, pulled inside (-1, 1), [T, B, act]
 * @param reward [T, B]
 * @param nextObservation [T, B, obs]
 * @param continues 0 where the task ended, else 1: the factor of the bootstrap, [T, B]
 */
public record Batch(
        NDArray observation,
        NDArray action,
        NDArray preTanh,
        NDArray reward,
        NDArray nextObservation,
        NDArray continues) {

    static Batch of(
            NDManager manager,
            int tasks,
            int rows,
            int observationSize,
            int actionSize,
            float[] observations,
            float[] actions,
            float[] rewards,
            float[] nextObservations,
            float[] continues) {
        float[] preTanh = new float[actions.length];
        for (int i = 0; i < actions.length; i++) {
            preTanh[i] = SquashedGaussian.preTanh(actions[i]);
        }
        Shape observationShape = new Shape(tasks, rows, observationSize);
        Shape actionShape = new Shape(tasks, rows, actionSize);
        Shape scalarShape = new Shape(tasks, rows);
        return new Batch(
                manager.create(observations, observationShape),
                manager.create(actions, actionShape),
                manager.create(preTanh, actionShape),
                manager.create(rewards, scalarShape),
                manager.create(nextObservations, observationShape),
                manager.create(continues, scalarShape));
    }

    /** T. */
    public int tasks() {
        return (int) reward.getShape().get(0);
    }

    /** Rows per task, B. */
    public int rows() {
        return (int) reward.getShape().get(1);
    }

    /** Rows {@code from} (inclusive) to {@code to} (exclusive) of every task, as views. */
    public Batch slice(int from, int to) {
        NDIndex rows = new NDIndex().addAllDim().addSliceDim(from, to);
        return new Batch(
                observation.get(rows),
                action.get(rows),
                preTanh.get(rows),
                reward.get(rows),
                nextObservation.get(rows),
                continues.get(rows));
    }
}
