package merpo.agents.rac;

import java.util.Map;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.Sizes;
import merpo.datagen.settings.Setting;

/**
 * Settings of RAC; COMBO, COMBO-3 and CQL are corners of it.
 *
 * @param sizes of networks and batches
 * @param alpha share of imitation against closeness to the meta-policy, in [0, 1]
 * @param penalties regularizers, conservatism, entropy
 * @param gap how the conservative gap is estimated
 * @param bootstrap of the critic's targets
 * @param optimizer of both networks
 * @param rollouts of the learned model; none where all transitions are real
 * @param realRatio share of real transitions, in (0, 1]; with 1 no model is used
 */
public record RacConfig(
        Sizes sizes,
        double alpha,
        Penalties penalties,
        Gap gap,
        Bootstrap bootstrap,
        Optimizer optimizer,
        RolloutSchedule rollouts,
        double realRatio) {

    /**
     * What holds the learner back: both regularizers, the conservative gap, the entropy.
     *
     * @param lambda strength of both regularizers, which it holds at its target (MerPO A.2.2)
     * @param beta weight of the conservative gap, held at the "Q difference threshold"; CQL's
     *     Lagrange option with weight w and threshold t has initial w and target t / w, less the
     *     offset that its gap carries
     * @param entropy weight of the entropy; its target is how far the mean log density may be above
     *     |A|
     * @param cloneCorrected lambda sees D_beta less a behavior clone's negative log-likelihood, so
     *     that it estimates a divergence (A12, A19)
     * @param unit what lambda is counted in
     */
    public record Penalties(
            Multiplier lambda,
            Multiplier beta,
            Multiplier entropy,
            boolean cloneCorrected,
            PenaltyUnit unit) {

        /** Neither regularizer: COMBO. */
        public Penalties withoutRegularizers() {
            return new Penalties(
                    new Multiplier.Fixed(0), beta, entropy, false, new PenaltyUnit.Fixed(1));
        }

        /** The same with another rule of the entropy. */
        public Penalties withEntropy(Multiplier other) {
            return new Penalties(lambda, beta, other, cloneCorrected, unit);
        }

        /** The same with lambda in another unit. */
        public Penalties withUnit(PenaltyUnit other) {
            return new Penalties(lambda, beta, entropy, cloneCorrected, other);
        }

        boolean regularize() {
            return !lambda.equals(new Multiplier.Fixed(0));
        }
    }

    /** Whether the bootstrap target holds the entropy of the next action (PAPERS.md, A29). */
    public enum Backup {
        /** {@code r + gamma (1 - d) (min Q' - temperature log pi)}: MerPO's "max entropy". */
        SOFT,
        /** {@code r + gamma (1 - d) min Q'}: as CQL and COMBO are run. */
        DETERMINISTIC
    }

    /**
     * What the critics are led to.
     *
     * @param discount gamma, in (0, 1)
     * @param polyak rate at which target critics follow, in (0, 1]
     * @param rewards what rewards are multiplied by; all Q-values and weights are of scaled rewards
     */
    public record Bootstrap(Backup backup, double discount, double polyak, RewardScale rewards) {
        public Bootstrap {
            require("bootstrap.discount", discount, discount > 0 && discount < 1, "in (0, 1)");
            require("bootstrap.polyak", polyak, polyak > 0 && polyak <= 1, "in (0, 1]");
        }
    }

    /**
     * How the networks step.
     *
     * @param criticRate learning rate of the critics
     * @param actorRate learning rate of the actor
     * @param cloneSteps first updates in which the actor imitates the data instead of climbing Q;
     *     with a weight of the entropy of 1 it stays far from them, with 0.2 it comes near
     */
    public record Optimizer(double criticRate, double actorRate, int cloneSteps) {
        public Optimizer {
            require("optimizer.criticRate", criticRate, criticRate > 0, "positive");
            require("optimizer.actorRate", actorRate, actorRate > 0, "positive");
            require("optimizer.cloneSteps", cloneSteps, cloneSteps >= 0, "at least 0");
        }
    }

    public RacConfig {
        require(
                "alpha",
                alpha,
                alpha >= 0 && alpha <= 1,
                "in [0, 1]: 1 only imitates the data, 0 only follows the meta-policy");
        require(
                "realRatio",
                realRatio,
                realRatio > 0 && realRatio <= 1,
                "in (0, 1]: 1 learns without a model");
        int batch = sizes.batch();
        require("sizes.batch", batch, batch >= 2, "at least 2: one real, one imagined row");
        if (realRatio == 1 && gap.states() == Gap.States.IMAGINED) {
            throw new IllegalArgumentException(
                    "RacConfig.gap is taken over IMAGINED states while realRatio is 1: there are none. Set gap.states to MIXED");
        }
    }

    private static void require(String name, Number value, boolean holds, String law) {
        Setting.require("RacConfig." + name, value, holds, law);
    }

    /** What configurations do not name that are older, as their trainings had it, by path. */
    public static Map<String, String> laterSettings(String path) {
        return Map.of(
                path + ".bootstrap.rewards",
                RewardScale.UNSAID,
                path + ".penalties.unit",
                PenaltyUnit.UNSAID);
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

    /** The same with other penalties. */
    public RacConfig withPenalties(Penalties penalties) {
        return new RacConfig(
                sizes, alpha, penalties, gap, bootstrap, optimizer, rollouts, realRatio);
    }

    /** The same with rewards scaled otherwise. */
    public RacConfig withRewards(RewardScale scale) {
        return new RacConfig(
                sizes,
                alpha,
                penalties,
                gap,
                new Bootstrap(bootstrap.backup(), bootstrap.discount(), bootstrap.polyak(), scale),
                optimizer,
                rollouts,
                realRatio);
    }

    /** The same with another weight of the data against the meta-policy, fixed. */
    public RacConfig withAlpha(double other) {
        return new RacConfig(
                sizes, other, penalties, gap, bootstrap, optimizer, rollouts, realRatio);
    }

    /** COMBO (Eq. 2) with the same settings. */
    public RacConfig combo() {
        return withPenalties(penalties.withoutRegularizers());
    }
}
