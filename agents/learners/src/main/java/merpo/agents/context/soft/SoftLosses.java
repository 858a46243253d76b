package merpo.agents.context.soft;

import ai.djl.ndarray.NDArray;
import merpo.datagen.nn.Bellman;
import merpo.datagen.nn.Scaling;
import merpo.datagen.nn.SquashedGaussian;

/**
 * Losses of an actor-critic with a state value as pure functions; B rows of all entries together.
 * They are those of PEARL's code, which FOCAL's keeps.
 */
public final class SoftLosses {
    private static final double NORM = 1e-3; // weight of the norms of mean and log deviation
    private static final double DEVIATION = 0.2; // of the clone term

    private SoftLosses() {}

    /**
     * {@code y = scale r + gamma (1 - d) V'(s', z)}, [1, B].
     *
     * @param next slow value of the successor, less what is taken from it, [1, B]
     */
    public static NDArray target(
            NDArray reward, NDArray continues, NDArray next, Bootstrap bootstrap) {
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
    public static NDArray critic(NDArray q, NDArray y) {
        return q.sub(y.expandDims(1)).square().mean(new int[] {2}).sum(new int[] {1});
    }

    /** {@code min Q(s, a_pi, z) - log pi}, what V is to be, [1, B]. */
    public static NDArray soft(NDArray smallerQ, NDArray logProb, double entropyWeight) {
        return smallerQ.sub(Scaling.by(entropyWeight, logProb));
    }

    /**
     * {@code mean (V - (min Q - log pi))^2}.
     *
     * @param soft constant, [1, B]
     * @return [1]
     */
    public static NDArray value(NDArray v, NDArray soft) {
        return v.sub(soft).square().mean(new int[] {1});
    }

    /**
     * {@code mean (log pi - min Q) + 1e-3 mean mu^2 + 1e-3 mean (log sigma)^2}: improvement, and
     * the norms that rlkit keeps small; what holds the policy near the data comes on top.
     *
     * @param soft {@code min Q - log pi}, [1, B]
     * @return [1]
     */
    public static NDArray policy(NDArray soft, SquashedGaussian pi) {
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
    public static NDArray imitation(NDArray mode, NDArray action) {
        NDArray squares = mode.sub(action).square().sum(new int[] {2}).mean(new int[] {1});
        return Scaling.by(1 / (2 * DEVIATION * DEVIATION), squares);
    }
}
