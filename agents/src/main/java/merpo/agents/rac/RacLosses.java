package merpo.agents.rac;

import ai.djl.ndarray.NDArray;
import merpo.datagen.nn.Scale;

/** The losses of RAC as pure functions; T tasks, B rows, the first R of them real. */
final class RacLosses {
    private RacLosses() {}

    /**
     * Conservative evaluation (MerPO Eq. 1): {@code beta (E_rho Q - E_D Q) + 1/2 E_df (Q - y)^2},
     * for each head, summed over heads.
     *
     * @param q of all rows, [T, 2, B]
     * @param y bootstrap target, [T, B], constant
     * @param gap see {@link #gap}, [T, 2]
     * @param beta [T, 1]
     * @return [T]
     */
    static NDArray critic(NDArray q, NDArray y, NDArray gap, NDArray beta) {
        NDArray error = q.sub(y.expandDims(1));
        NDArray bellman = Scale.by(0.5, error.square().mean(new int[] {2}));
        return bellman.add(gap.mul(beta)).sum(new int[] {1});
    }

    /**
     * The conservative gap, LITERAL estimator (facts/algorithms.md 0.9): mean over model states
     * with the policy's own actions, less the mean over real rows.
     *
     * @param own Q of model states and fresh actions, [T, 2, M]
     * @param real Q of real rows, [T, 2, R]
     * @return [T, 2]
     */
    static NDArray gap(NDArray own, NDArray real) {
        return own.mean(new int[] {2}).sub(real.mean(new int[] {2}));
    }

    /**
     * Regularized improvement (MerPO Eq. 9), negated to descend: {@code -E[Q + entropy] + lambda
     * alpha E_D[-log pi(a|s)] + lambda (1 - alpha) KL(pi || pi_c)}.
     *
     * @param value {@code temperature log pi - min Q}, [T, B]
     * @param imitation {@code -log pi(a|s)} of real rows, [T, R]
     * @param drift {@code KL(pi || pi_c)}, [T, B]
     * @param lambda [T]
     * @return [T]
     */
    static NDArray actor(
            NDArray value, NDArray imitation, NDArray drift, NDArray lambda, double alpha) {
        NDArray held =
                Scale.by(alpha, imitation.mean(new int[] {1}))
                        .add(Scale.by(1 - alpha, drift.mean(new int[] {1})));
        return value.mean(new int[] {1}).add(held.mul(lambda));
    }

    /** {@code y = r + gamma (1 - d) (min Q' - temperature log pi)} with entropy (A29), [T, B]. */
    static NDArray target(
            NDArray reward,
            NDArray continues,
            NDArray smallerQ,
            NDArray logProb,
            NDArray temperature,
            double discount) {
        NDArray soft = smallerQ.sub(logProb.mul(temperature));
        return reward.add(Scale.by(discount, continues).mul(soft));
    }
}
