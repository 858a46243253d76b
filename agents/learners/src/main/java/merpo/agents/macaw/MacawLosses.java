package merpo.agents.macaw;

import ai.djl.ndarray.NDArray;
import merpo.datagen.nn.Scaling;

/** The losses of MACAW as pure functions; B rows of each of T tasks. */
final class MacawLosses {
    private MacawLosses() {}

    /** {@code mean (V - target)^2}, [T]; the target is constant. */
    static NDArray value(NDArray v, NDArray target) {
        return v.sub(target).square().mean(new int[] {1});
    }

    /**
     * {@code G + gamma^(T - t) V(s_T)}, [T, B]: an episode that was cut goes on in V, and so does
     * one that ended.
     *
     * @param last V(s_T), [T, B]
     */
    static NDArray target(MacawRows rows, NDArray last) {
        return rows.returns().add(rows.discount().mul(last));
    }

    /**
     * {@code w = exp(min((A - mean A) / std A, log largest))}, [T, B]; mean and deviation, the
     * latter with divisor B - 1, over each task's own rows.
     *
     * @param advantages constant, [T, B]
     */
    static NDArray weights(NDArray advantages, double largest) {
        int[] rows = {1};
        long count = advantages.getShape().get(1);
        NDArray centered = advantages.sub(advantages.mean(rows, true));
        NDArray deviation = Scaling.by(1.0 / (count - 1), centered.square().sum(rows, true)).sqrt();
        NDArray ceiling = advantages.getManager().create((float) Math.log(largest));
        return centered.div(deviation).minimum(ceiling).exp();
    }

    /** {@code mean -w log pi(a | s)}, [T]; both [T, B], w constant. */
    static NDArray regression(NDArray weights, NDArray logProb) {
        return weights.mul(logProb).neg().mean(new int[] {1});
    }
}
