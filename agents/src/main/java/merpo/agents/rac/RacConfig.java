package merpo.agents.rac;

import merpo.datagen.settings.Setting;

/**
 * Settings of RAC; COMBO and COMBO-3 are corners of it.
 *
 * @param sizes of networks and batches
 * @param alpha share of imitation against closeness to the meta-policy, in [0, 1]
 * @param penalties regularizers, conservatism, entropy
 * @param discount in (0, 1)
 * @param polyak rate at which target critics follow, in (0, 1]
 * @param criticRate learning rate of the critics
 * @param actorRate learning rate of the actor
 * @param realRatio share of real transitions, in (0, 1)
 */
public record RacConfig(
        Sizes sizes,
        double alpha,
        Penalties penalties,
        double discount,
        double polyak,
        double criticRate,
        double actorRate,
        double realRatio) {

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
                "RacConfig.realRatio", realRatio, realRatio > 0 && realRatio < 1, "in (0, 1)");
    }

    /** Real rows of a batch, at least one and not all. */
    public int realRows() {
        int rows = (int) Math.round(sizes.batch() * realRatio);
        return Math.max(1, Math.min(sizes.batch() - 1, rows));
    }

    /** MerPO Table 2, column Point-Robot-Wind, read literally; Polyak's rate is SAC's (A23). */
    public static RacConfig pointRobotWind() {
        Penalties tuned = tablePenalties(5);
        return new RacConfig(Sizes.paper(), 0.4, tuned, 0.9, 5e-3, 1e-3, 1e-3, 0.5);
    }

    /** MerPO Table 2, column Half-Cheetah-Fwd-Back, read literally; Polyak's rate is SAC's. */
    public static RacConfig halfCheetahFwdBack() {
        Penalties tuned = tablePenalties(100);
        return new RacConfig(Sizes.paper(), 0.4, tuned, 0.99, 5e-3, 1e-3, 5e-4, 0.5);
    }

    /** Lambda by the plain dual rule on the raw likelihood (A12), beta and entropy from 1 (A8). */
    private static Penalties tablePenalties(double lambda) {
        return new Penalties(
                new Lambda.DualRule(lambda, 1, 0.05, 1e4, false),
                new Beta.TunedRule(1, 1e-3, 10),
                new Entropy.TunedRule(1, 1e-4));
    }

    public RacConfig withSizes(Sizes sizes) {
        return new RacConfig(
                sizes, alpha, penalties, discount, polyak, criticRate, actorRate, realRatio);
    }

    public RacConfig withAlpha(double alpha) {
        return new RacConfig(
                sizes, alpha, penalties, discount, polyak, criticRate, actorRate, realRatio);
    }

    public RacConfig withPenalties(Penalties penalties) {
        return new RacConfig(
                sizes, alpha, penalties, discount, polyak, criticRate, actorRate, realRatio);
    }

    /** COMBO with the same settings. */
    public RacConfig combo() {
        return withPenalties(penalties.withoutRegularizers());
    }
}
