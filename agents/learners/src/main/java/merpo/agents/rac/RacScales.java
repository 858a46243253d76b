package merpo.agents.rac;

import merpo.agents.Evaluation;
import merpo.agents.rac.RacConfig.Penalties;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.Sizes;
import merpo.datagen.settings.Scale;

/** Sizes and budgets of single tasks (agents/PAPERS.md, "Two readings"). */
final class RacScales {
    private RacScales() {}

    static int steps(Scale scale) {
        return switch (scale) {
            case SMOKE -> 40;
            case SMALL -> 30_000;
            case PAPER -> 1_000_000;
        };
    }

    static Evaluation evaluation(Scale scale) {
        return switch (scale) {
            case SMOKE -> new Evaluation(20, 2, 2);
            case SMALL -> new Evaluation(1000, 5, 50);
            case PAPER -> new Evaluation(1000, 10, 100);
        };
    }

    /** Table 1's column. */
    static RacConfig table1(String environment) {
        if (environment.startsWith("walker")) {
            return RacPresets.walker2d();
        }
        return environment.startsWith("hopper") ? RacPresets.hopper() : RacPresets.halfCheetah();
    }

    static RacConfig sized(RacConfig table, Scale scale) {
        int length = table.rollouts().length();
        return switch (scale) {
            case SMOKE ->
                    table.withSizes(new Sizes(2, 16, 16))
                            .withRollouts(new RolloutSchedule(length, 10, 50, 2000));
            case SMALL ->
                    table.withSizes(new Sizes(2, 128, 128))
                            .withRollouts(new RolloutSchedule(length, 250, 2500, 50_000));
            case PAPER -> table;
        };
    }

    static RacConfig faster(RacConfig config) {
        return config.withRates(1e-3, 3e-4);
    }

    /** What works at small sizes: beta 5, less entropy, rollouts of one step. */
    static RacConfig working(RacConfig config) {
        RacConfig faster = faster(config);
        RolloutSchedule rollouts = faster.rollouts();
        return faster.withPenalties(
                        new Penalties(
                                faster.penalties().lambda(),
                                new Multiplier.Fixed(5),
                                new Multiplier.Logarithmic(0.2, 3e-4, 0)))
                .withRollouts(
                        new RolloutSchedule(
                                1, rollouts.every(), rollouts.rows(), rollouts.capacity()));
    }
}
