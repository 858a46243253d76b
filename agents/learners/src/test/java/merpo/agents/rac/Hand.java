package merpo.agents.rac;

import ai.djl.ndarray.NDManager;
import merpo.agents.FrozenPolicy;
import merpo.agents.rac.RacConfig.Backup;
import merpo.agents.rac.RacConfig.Bootstrap;
import merpo.agents.rac.RacConfig.Optimizer;
import merpo.agents.rac.RacConfig.Penalties;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Sizes;

/** Networks with one observation, one action and one hidden unit, whose numbers are set by hand. */
public final class Hand {
    /** Their sizes, with batches of so many rows. */
    public static Sizes sizes(int batch) {
        return new Sizes(1, 1, batch);
    }

    public static final Policy POLICY = new Policy(1, 1, 1, 1);

    private Hand() {}

    /** Before tanh: mean {@code slope * relu(s) + mean}, and a deviation. */
    public static ParameterStack policy(
            NDManager manager, double slope, double mean, double logDeviation) {
        return policies(manager, new double[] {slope, mean, logDeviation});
    }

    /** One task each: slope, mean, logarithm of the deviation. */
    public static ParameterStack policies(NDManager manager, double[]... tasks) {
        float[] values = new float[6 * tasks.length];
        int at = 0;
        for (double[] task : tasks) {
            values[at++] = 1; // relu(s)
            values[at++] = 0;
            values[at++] = (float) task[0];
            values[at++] = 0;
            values[at++] = (float) task[1];
            values[at++] = (float) task[2];
        }
        return ParameterStack.of(manager, values, POLICY.network().blocks(1));
    }

    /** Q = relu(s) times one number for each head. */
    public static ParameterStack criticOfState(NDManager manager, double first, double second) {
        return critic(manager, 1, 0, first, second);
    }

    /** Q = relu(a) times one number for each head. */
    public static ParameterStack criticOfAction(NDManager manager, double first, double second) {
        return critic(manager, 0, 1, first, second);
    }

    private static ParameterStack critic(
            NDManager manager, float ofState, float ofAction, double first, double second) {
        // weights of both heads (s and a each), their biases, then the heads' own
        float[] values = {
            ofState, ofAction, ofState, ofAction, 0, 0, (float) first, (float) second, 0, 0
        };
        return ParameterStack.of(manager, values, Critic.twin(1, 1, 1, 1).blocks());
    }

    /** Settings in which nothing is tuned and no regularizer holds. */
    public static RacConfig config(int batch, double realRatio, Gap gap) {
        return new RacConfig(
                sizes(batch),
                0.4,
                penalties(0, 1, 0),
                gap,
                new Bootstrap(Backup.DETERMINISTIC, 0.9, 0.01, new RewardScale.Fixed(1)),
                new Optimizer(1e-3, 1e-3, 0),
                new RolloutSchedule(1, 1, 1, 1),
                realRatio);
    }

    /** All three held fixed. */
    public static Penalties penalties(double lambda, double beta, double entropy) {
        return penalties(
                new Multiplier.Fixed(lambda),
                new Multiplier.Fixed(beta),
                new Multiplier.Fixed(entropy));
    }

    /** Lambda sees the divergence as it is. */
    public static Penalties penalties(Multiplier lambda, Multiplier beta, Multiplier entropy) {
        return new Penalties(lambda, beta, entropy, false, new PenaltyUnit.Fixed(1));
    }

    /** At their start values, with a behavior clone that is not known. */
    public static Duals duals(RacConfig config, int tasks) {
        return Duals.start(
                config, new Multiplier.Fixed(config.alpha()), ones(tasks), new double[tasks]);
    }

    /** Lambda as it is, for so many rows. */
    public static double[] ones(int tasks) {
        return new PenaltyUnit.Fixed(1).each(tasks);
    }

    /** A meta-policy of the actors' own shape, one observation and one action. */
    public static FrozenPolicy frozen(RacConfig config, ParameterStack parameters) {
        return new FrozenPolicy(config.sizes().policy(1, 1), parameters);
    }
}
