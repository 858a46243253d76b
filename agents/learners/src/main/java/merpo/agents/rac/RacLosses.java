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
     * @param gap {@code E_rho Q - E_D Q} of each head, [T, 2]
     * @param beta [T, 1]
     * @return [T]
     */
    static NDArray critic(NDArray q, NDArray y, NDArray gap, NDArray beta) {
        NDArray error = q.sub(y.expandDims(1));
        NDArray bellman = Scale.by(0.5, error.square().mean(new int[] {2}));
        return bellman.add(gap.mul(beta)).sum(new int[] {1});
    }

    /**
     * Regularized improvement (MerPO Eq. 7, in the form of Eq. 9), negated to descend: {@code -E[Q
     * + entropy] + lambda alpha E_D[-log pi(a|s)] + lambda (1 - alpha) KL(pi || pi_c)}.
     *
     * @param value {@code temperature log pi - min Q}, [T, B]
     * @param imitation {@code -log pi(a|s)} of real rows, [T, R]
     * @param drift {@code KL(pi || pi_c)}, [T, B]
     * @param lambda [T]
     * @param alpha [T]
     * @return [T]
     */
    static NDArray actor(
            NDArray value, NDArray imitation, NDArray drift, NDArray lambda, NDArray alpha) {
        return value.mean(new int[] {1}).add(held(imitation, drift, lambda, alpha));
    }

    /** What both regularizers add to the loss, [T]. */
    static NDArray held(NDArray imitation, NDArray drift, NDArray lambda, NDArray alpha) {
        NDArray imitated = imitation.mean(new int[] {1}).mul(lambda.mul(alpha));
        NDArray drifted = drift.mean(new int[] {1}).mul(lambda.sub(lambda.mul(alpha)));
        return imitated.add(drifted);
    }

    /** {@code Q - temperature log pi}, [T, B]. */
    static NDArray soft(NDArray smallerQ, NDArray logProb, NDArray temperature) {
        return smallerQ.sub(logProb.mul(temperature));
    }

    /** {@code y = r + gamma (1 - d) v'}, [T, B]. */
    static NDArray target(NDArray reward, NDArray continues, NDArray nextValue, double discount) {
        return reward.add(Scale.by(discount, continues).mul(nextValue));
    }
}
