package merpo.agents.rac;

import merpo.agents.rac.RacConfig.Backup;
import merpo.agents.rac.RacConfig.Bootstrap;
import merpo.agents.rac.RacConfig.Optimizer;
import merpo.agents.rac.RacConfig.Penalties;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.Sizes;

/** Settings that are published: MerPO's tables, CQL's own numbers. */
public final class RacPresets {
    private static final double POLYAK = 5e-3; // SAC's (A23)
    private static final Multiplier ENTROPY = new Multiplier.Logarithmic(1, 1e-4, 0); // A8

    private RacPresets() {}

    /** MerPO Table 1, column Halfcheetah. */
    public static RacConfig halfCheetah() {
        return table1(1, 3e-4, 1e-4, 5);
    }

    /** MerPO Table 1, column Hopper. */
    public static RacConfig hopper() {
        return table1(1, 3e-4, 1e-4, 5);
    }

    /** MerPO Table 1, column Walker2d. */
    public static RacConfig walker2d() {
        return table1(10, 1e-4, 1e-5, 1);
    }

    private static RacConfig table1(
            double beta, double criticRate, double actorRate, int rolloutLength) {
        return new RacConfig(
                new Sizes(4, 256, 256),
                0.4,
                new Penalties(new Multiplier.Fixed(1), new Multiplier.Fixed(beta), ENTROPY),
                new Gap.Literal(Gap.States.IMAGINED),
                new Bootstrap(Backup.SOFT, 0.99, POLYAK),
                new Optimizer(criticRate, actorRate, 0),
                RolloutSchedule.combo(rolloutLength),
                0.5);
    }

    /** MerPO Table 2, column Walker-2D-Params, read literally. */
    public static RacConfig walker2dParams() {
        return table2(5, 5, 0.99, 1e-3, 1e-3);
    }

    /** MerPO Table 2, column Half-Cheetah-Fwd-Back, read literally. */
    public static RacConfig halfCheetahFwdBack() {
        return table2(100, 10, 0.99, 1e-3, 5e-4);
    }

    /** MerPO Table 2, column Ant-Fwd-Back, read literally. */
    public static RacConfig antFwdBack() {
        return table2(100, 10, 0.99, 8e-4, 5e-4);
    }

    /** MerPO Table 2, column Point-Robot-Wind, read literally. */
    public static RacConfig pointRobotWind() {
        return table2(5, 10, 0.9, 1e-3, 1e-3);
    }

    /** Lambda by the plain dual rule on the raw likelihood (A12), beta and entropy from 1 (A8). */
    private static RacConfig table2(
            double lambda, double threshold, double discount, double criticRate, double actorRate) {
        return new RacConfig(
                new Sizes(5, 300, 256),
                0.4,
                new Penalties(
                        new Multiplier.Plain(lambda, 1, 0.05, 0, 1e4, Multiplier.Clip.KEPT),
                        new Multiplier.Logarithmic(1, 1e-3, threshold),
                        ENTROPY),
                new Gap.Literal(Gap.States.IMAGINED),
                new Bootstrap(Backup.SOFT, discount, POLYAK),
                new Optimizer(criticRate, actorRate, 0),
                RolloutSchedule.merpo(),
                0.5);
    }

    /**
     * CQL(H) with its own code's numbers: weight 5, that is beta 2.5 beside one half of the Bellman
     * error (A3); no model, no entropy in the target.
     */
    public static RacConfig cql() {
        return new RacConfig(
                new Sizes(3, 256, 256),
                0.4,
                new Penalties(new Multiplier.Fixed(0), new Multiplier.Fixed(2.5), ENTROPY),
                Gap.cql(),
                new Bootstrap(Backup.DETERMINISTIC, 0.99, POLYAK),
                new Optimizer(3e-4, 1e-4, 0),
                RolloutSchedule.combo(1),
                1);
    }

    /** COMBO as OfflineRL-Kit runs it: {@code cql_weight} 5, the log-sum-exp over pairs. */
    public static RacConfig offlineRlKit(int rolloutLength) {
        return cql().withGap(new Gap.LogSumExp(Gap.States.MIXED, 10, Gap.Reduction.PER_PAIR), 0.5)
                .withRollouts(RolloutSchedule.combo(rolloutLength));
    }
}
