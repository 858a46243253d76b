package merpo.agents.rac;

import merpo.datagen.nn.Sizes;

/** Settings with one value replaced, for tests. */
public final class Altered {
    private Altered() {}

    public static RacConfig sizes(RacConfig of, Sizes sizes) {
        return new RacConfig(
                sizes,
                of.alpha(),
                of.penalties(),
                of.gap(),
                of.bootstrap(),
                of.optimizer(),
                of.rollouts(),
                of.realRatio());
    }

    public static RacConfig alpha(RacConfig of, double alpha) {
        return new RacConfig(
                of.sizes(),
                alpha,
                of.penalties(),
                of.gap(),
                of.bootstrap(),
                of.optimizer(),
                of.rollouts(),
                of.realRatio());
    }

    public static RacConfig gap(RacConfig of, Gap gap) {
        return gap(of, gap, of.realRatio());
    }

    /** With another share of real rows, since a gap over imagined states needs some. */
    public static RacConfig gap(RacConfig of, Gap gap, double realRatio) {
        return new RacConfig(
                of.sizes(),
                of.alpha(),
                of.penalties(),
                gap,
                of.bootstrap(),
                of.optimizer(),
                of.rollouts(),
                realRatio);
    }

    /** Other learning rates. */
    public static RacConfig rates(RacConfig of, double criticRate, double actorRate) {
        return new RacConfig(
                of.sizes(),
                of.alpha(),
                of.penalties(),
                of.gap(),
                of.bootstrap(),
                new RacConfig.Optimizer(criticRate, actorRate, of.optimizer().cloneSteps()),
                of.rollouts(),
                of.realRatio());
    }

    public static RacConfig rollouts(RacConfig of, RolloutSchedule rollouts) {
        return new RacConfig(
                of.sizes(),
                of.alpha(),
                of.penalties(),
                of.gap(),
                of.bootstrap(),
                of.optimizer(),
                rollouts,
                of.realRatio());
    }
}
