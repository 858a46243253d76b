package merpo.agents.focal;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import merpo.datagen.nn.Bellman;
import merpo.datagen.nn.Scaling;
import merpo.datagen.nn.SquashedGaussian;

/**
 * The losses of FOCAL as pure functions; B rows of all entries together. The distance loss of its
 * encoder is {@link merpo.agents.context.MetricLosses#inverseSquare}.
 */
final class FocalLosses {
    private static final double TINY = 1e-8;
    private static final double LIPSCHITZ = 5; // weight of the dual critic's penalty
    private static final double NORM = 1e-3; // weight of the norms of mean and log deviation
    private static final double DEVIATION = 0.2; // of the clone term

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

    /**
     * {@code y = scale r + gamma (1 - d) (V'(s', z) - penalty)}, [1, B].
     *
     * @param next slow value of the successor less what is taken from it, [1, B]
     */
    static NDArray target(
            NDArray reward, NDArray continues, NDArray next, FocalConfig.Bootstrap bootstrap) {
        NDArray scaled = Scaling.by(bootstrap.rewardScale(), reward);
        return Bellman.target(scaled, continues, next, bootstrap.discount());
    }

    /**
     * {@code mean (Q_1 - y)^2 + mean (Q_2 - y)^2}.
     *
     * @param q [1, 2, B]
     * @param y constant, [1, B]
     * @return [1]
     */
    static NDArray critic(NDArray q, NDArray y) {
        return q.sub(y.expandDims(1)).square().mean(new int[] {2}).sum(new int[] {1});
    }

    /** {@code min Q(s, a_pi, z) - log pi}, what V is to be, [1, B]. */
    static NDArray soft(NDArray smallerQ, NDArray logProb, double entropyWeight) {
        return smallerQ.sub(Scaling.by(entropyWeight, logProb));
    }

    /**
     * {@code mean (V - (min Q - log pi))^2}.
     *
     * @param soft constant, [1, B]
     * @return [1]
     */
    static NDArray value(NDArray v, NDArray soft) {
        return v.sub(soft).square().mean(new int[] {1});
    }

    /**
     * {@code mean (log pi - min Q) + 1e-3 mean mu^2 + 1e-3 mean (log sigma)^2}: improvement, and
     * the norms that rlkit keeps small; what holds the policy near the data comes on top.
     *
     * @param soft {@code min Q - log pi}, [1, B]
     * @return [1]
     */
    static NDArray policy(NDArray soft, SquashedGaussian pi) {
        NDArray squares = pi.mean().square().add(pi.logDeviation().square()); // [1, B, act]
        NDArray norms = squares.reshape(1, -1).mean(new int[] {1});
        return Scaling.by(NORM, norms).sub(soft.mean(new int[] {1}));
    }

    /**
     * {@code mean |a - tanh mu|^2 / (2 0.2^2)}: {@code -log N(a; tanh mu, 0.2^2)} less a constant.
     *
     * @param mode mean action, [1, B, act]
     * @param action of the data, [1, B, act]
     * @return [1]
     */
    static NDArray imitation(NDArray mode, NDArray action) {
        NDArray squares = mode.sub(action).square().sum(new int[] {2}).mean(new int[] {1});
        return Scaling.by(1 / (2 * DEVIATION * DEVIATION), squares);
    }
}
