package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;

/** What critics are led to: the right-hand side of the Bellman equation. */
public final class Bellman {
    private Bellman() {}

    /**
     * {@code Q - temperature log pi}, [T, B]: the value of an action and of its entropy.
     *
     * @param q [T, B]
     * @param logProb [T, B]
     * @param temperature [T, 1]
     */
    public static NDArray soft(NDArray q, NDArray logProb, NDArray temperature) {
        Shapes.require("log density", logProb, q.getShape().getShape());
        Shapes.require("temperature", temperature, q.getShape().get(0), 1);
        return q.sub(logProb.mul(temperature));
    }

    /**
     * {@code y = r + gamma (1 - d) v'}; all [T, B].
     *
     * @param continues 1 - d: 0 where the task ended, else 1
     * @param next value of the successor
     */
    public static NDArray target(NDArray reward, NDArray continues, NDArray next, double discount) {
        long[] shape = reward.getShape().getShape();
        Shapes.require("continues", continues, shape);
        Shapes.require("value", next, shape);
        return reward.add(Scaling.by(discount, continues).mul(next));
    }
}
