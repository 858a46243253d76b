package merpo.agents.focal;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import merpo.datagen.nn.Scaling;

/**
 * The losses of FOCAL's dual critic as pure functions; B rows of all entries together. Its others
 * are {@link merpo.agents.context.soft.SoftLosses} and {@link
 * merpo.agents.context.MetricLosses#inverseSquare}.
 */
final class FocalLosses {
    private static final double TINY = 1e-8;
    private static final double LIPSCHITZ = 5; // weight of the dual critic's penalty

    private FocalLosses() {}

    /**
     * BRAC's dual form of KL(pi || behavior policy), {@code D = -softplus(c(s, a)) + log
     * softplus(c(s, a_pi)) + 1}: a lower bound that c makes tight.
     *
     * @param onData c at the data's actions, [1, B]
     * @param onPolicy c at the policy's, [1, B]
     * @return D of each row, [1, B]
     */
    static NDArray divergence(NDArray onData, NDArray onPolicy) {
        NDArray log = Activation.softPlus(onPolicy).add(TINY).log();
        return log.sub(Activation.softPlus(onData)).add(1);
    }

    /**
     * {@code -mean D + 5 mean relu(|c| - 1)^2}: as in FOCAL's code the penalty holds the value of c
     * between the data's actions and the policy's, not its gradient.
     *
     * @param divergence D of each row, [1, B]
     * @param between c at mixtures of both actions, [1, B]
     * @return [1]
     */
    static NDArray dualCritic(NDArray divergence, NDArray between) {
        NDArray excess = Activation.relu(between.square().add(TINY).sqrt().sub(1));
        NDArray penalty = Scaling.by(LIPSCHITZ, excess.square().mean(new int[] {1}));
        return penalty.sub(divergence.mean(new int[] {1}));
    }

    /** A point between the actions of both, {@code a_pi + mix (a - a_pi)}; mix [1, B, 1]. */
    static NDArray between(NDArray action, NDArray own, NDArray mix) {
        return own.add(action.sub(own).mul(mix));
    }
}
