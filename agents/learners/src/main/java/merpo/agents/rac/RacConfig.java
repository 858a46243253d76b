package merpo.agents.rac;

import java.util.function.Consumer;
import merpo.datagen.settings.Setting;

/**
 * Settings of RAC; COMBO, COMBO-3 and CQL are corners of it.
 *
 * @param sizes of networks and batches
 * @param alpha share of imitation against closeness to the meta-policy, in [0, 1]
 * @param penalties regularizers, conservatism, entropy
 * @param gap how the conservative gap is estimated
 * @param backup whether the bootstrap target holds the entropy
 * @param rollouts of the learned model; none where all transitions are real
 * @param discount in (0, 1)
 * @param polyak rate at which target critics follow, in (0, 1]
 * @param criticRate learning rate of the critics
 * @param actorRate learning rate of the actor
 * @param realRatio share of real transitions, in (0, 1]; with 1 no model is used
 * @param cloneSteps first updates in which the actor imitates the data instead of climbing Q; with
 *     a weight of the entropy of 1 it stays far from them, with 0.2 it comes near
 */
public record RacConfig(
        Sizes sizes,
        double alpha,
        Penalties penalties,
        Gap gap,
        Backup backup,
        RolloutSchedule rollouts,
        double discount,
        double polyak,
        double criticRate,
        double actorRate,
        double realRatio,
        int cloneSteps) {

    public RacConfig {
        Setting.require(
                "RacConfig.alpha",
                alpha,
                alpha >= 0 && alpha <= 1,
                "in [0, 1]: 1 only imitates the data, 0 only follows the meta-policy");
        Setting.require("RacConfig.discount", discount, discount > 0 && discount < 1, "in (0, 1)");
        Setting.require("RacConfig.polyak", polyak, polyak > 0 && polyak <= 1, "in (0, 1]");
        Setting.require("RacConfig.criticRate", criticRate, criticRate > 0, "positive");
        Setting.require("RacConfig.actorRate", actorRate, actorRate > 0, "positive");
        Setting.require(
                "RacConfig.realRatio",
                realRatio,
                realRatio > 0 && realRatio <= 1,
                "in (0, 1]: 1 learns without a model");
        Setting.require("RacConfig.cloneSteps", cloneSteps, cloneSteps >= 0, "at least 0");
        if (realRatio == 1 && gap.states() == Gap.States.IMAGINED) {
            throw new IllegalArgumentException(
                    "RacConfig.gap is taken over IMAGINED states while realRatio is 1: there are none. Set gap.states to MIXED");
        }
    }

    /** Real rows of a batch, at least one; not all unless the ratio is 1. */
    public int realRows() {
        if (!usesModel()) {
            return sizes.batch();
        }
        int rows = (int) Math.round(sizes.batch() * realRatio);
        return Math.max(1, Math.min(sizes.batch() - 1, rows));
    }

    /** Whether a part of each batch comes from a learned model. */
    public boolean usesModel() {
        return realRatio < 1;
    }

    /** MerPO Table 1, column Halfcheetah; Polyak's rate is SAC's (A23), the entropy as in A8. */
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
                Sizes.rac(),
                0.4,
                new Penalties(
                        new Lambda.FixedRule(1),
                        new Beta.FixedRule(beta),
                        new Entropy.TunedRule(1, 1e-4)),
                new Gap.Literal(Gap.States.IMAGINED),
                Backup.SOFT,
                RolloutSchedule.combo(rolloutLength),
                0.99,
                5e-3,
                criticRate,
                actorRate,
                0.5,
                0);
    }

    /** MerPO Table 2, column Walker-2D-Params, read literally; Polyak's rate is SAC's (A23). */
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
                Sizes.merpo(),
                0.4,
                new Penalties(
                        new Lambda.DualRule(lambda, 1, 0.05, 1e4, false),
                        new Beta.TunedRule(1, 1e-3, threshold),
                        new Entropy.TunedRule(1, 1e-4)),
                new Gap.Literal(Gap.States.IMAGINED),
                Backup.SOFT,
                RolloutSchedule.merpo(),
                discount,
                5e-3,
                criticRate,
                actorRate,
                0.5,
                0);
    }

    /**
     * CQL(H) with its own code's numbers: weight 5, that is beta 2.5 beside one half of the Bellman
     * error (A3); no model, no entropy in the target.
     */
    public static RacConfig cql() {
        return new RacConfig(
                Sizes.combo(),
                0.4,
                new Penalties(
                        new Lambda.FixedRule(0),
                        new Beta.FixedRule(2.5),
                        new Entropy.TunedRule(1, 1e-4)),
                new Gap.LogSumExp(Gap.States.MIXED, 10, Gap.Reduction.PER_STATE),
                Backup.DETERMINISTIC,
                RolloutSchedule.combo(1),
                0.99,
                5e-3,
                3e-4,
                1e-4,
                1,
                0);
    }

    /** COMBO as OfflineRL-Kit runs it: {@code cql_weight} 5, the log-sum-exp over pairs. */
    public static RacConfig offlineRlKit(int rolloutLength) {
        return cql().with(
                        draft -> {
                            draft.gap =
                                    new Gap.LogSumExp(Gap.States.MIXED, 10, Gap.Reduction.PER_PAIR);
                            draft.rollouts = RolloutSchedule.combo(rolloutLength);
                            draft.realRatio = 0.5;
                        });
    }

    public RacConfig withSizes(Sizes sizes) {
        return with(draft -> draft.sizes = sizes);
    }

    public RacConfig withAlpha(double alpha) {
        return with(draft -> draft.alpha = alpha);
    }

    public RacConfig withPenalties(Penalties penalties) {
        return with(draft -> draft.penalties = penalties);
    }

    public RacConfig withGap(Gap gap) {
        return with(draft -> draft.gap = gap);
    }

    public RacConfig withRollouts(RolloutSchedule rollouts) {
        return with(draft -> draft.rollouts = rollouts);
    }

    public RacConfig withPolyak(double polyak) {
        return with(draft -> draft.polyak = polyak);
    }

    public RacConfig withRealRatio(double realRatio) {
        return with(draft -> draft.realRatio = realRatio);
    }

    /** Other learning rates. */
    public RacConfig withRates(double criticRate, double actorRate) {
        return with(
                draft -> {
                    draft.criticRate = criticRate;
                    draft.actorRate = actorRate;
                });
    }

    /** COMBO (Eq. 2) with the same settings. */
    public RacConfig combo() {
        return withPenalties(penalties.withoutRegularizers());
    }

    /**
     * The same learner without a model (A30): real rows alone, and CQL's gap, which needs no model
     * states.
     */
    public RacConfig withoutModel() {
        return with(
                draft -> {
                    draft.gap = new Gap.LogSumExp(Gap.States.MIXED, 10, Gap.Reduction.PER_STATE);
                    draft.realRatio = 1;
                });
    }

    private RacConfig with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    /** Settings that are being changed. */
    private static final class Draft {
        private Sizes sizes;
        private double alpha;
        private Penalties penalties;
        private Gap gap;
        private Backup backup;
        private RolloutSchedule rollouts;
        private double discount;
        private double polyak;
        private double criticRate;
        private double actorRate;
        private double realRatio;
        private int cloneSteps;

        private Draft(RacConfig from) {
            sizes = from.sizes;
            alpha = from.alpha;
            penalties = from.penalties;
            gap = from.gap;
            backup = from.backup;
            rollouts = from.rollouts;
            discount = from.discount;
            polyak = from.polyak;
            criticRate = from.criticRate;
            actorRate = from.actorRate;
            realRatio = from.realRatio;
            cloneSteps = from.cloneSteps;
        }

        private RacConfig finished() {
            return new RacConfig(
                    sizes,
                    alpha,
                    penalties,
                    gap,
                    backup,
                    rollouts,
                    discount,
                    polyak,
                    criticRate,
                    actorRate,
                    realRatio,
                    cloneSteps);
        }
    }
}
