package merpo.agents.merpo;

import merpo.agents.Evaluation;
import merpo.agents.rac.RolloutSchedule;
import merpo.datagen.nn.Sizes;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;

/** Table 2 and what a scale and a reading make of it (agents/PAPERS.md, "Two readings"). */
final class MerpoPresets {
    private static final String WIND = "point-robot-wind";
    private static final String WALKERS = "walker-2d-params";

    private MerpoPresets() {}

    static Evaluation evaluation(Scale scale) {
        return switch (scale) {
            case SMOKE -> new Evaluation(4, 2, 2);
            case SMALL -> new Evaluation(50, 5, 1);
            case PAPER -> new Evaluation(20, 10, 1);
        };
    }

    static MerpoConfig of(String environment, Scale scale, Reading reading) {
        MerpoConfig table = table2(environment);
        MerpoConfig read = reading == Reading.LITERAL ? table : working(table, environment);
        return scaled(read, environment, scale, reading);
    }

    private static MerpoConfig table2(String environment) {
        return switch (environment) {
            case WALKERS -> MerpoConfig.walker2dParams();
            case "half-cheetah-fwd-back" -> MerpoConfig.halfCheetahFwdBack();
            case "ant-fwd-back" -> MerpoConfig.antFwdBack();
            case WIND -> MerpoConfig.pointRobotWind();
            default ->
                    throw new IllegalArgumentException(
                            "there are no settings of MerPO for \"%s\", only for walker-2d-params, half-cheetah-fwd-back, ant-fwd-back and point-robot-wind"
                                    .formatted(environment));
        };
    }

    /** So that the regularizers' gradient is about that of Q (A45, A35). */
    private static MerpoConfig working(MerpoConfig table, String environment) {
        return switch (environment) {
            case WIND -> table.working(1.0 / 20, 0.05);
            case WALKERS ->
                    table.working(1, 0.05).withLambda(1.5).withRealRatio(0.8).sharingCritics();
            default -> table.working(1.0 / 100, 0.01);
        };
    }

    private static MerpoConfig scaled(
            MerpoConfig merpo, String environment, Scale scale, Reading reading) {
        return switch (scale) {
            case SMOKE ->
                    merpo.withScale(
                            new Sizes(2, 16, 16), new RolloutSchedule(1, 1, 8, 500), 2, 8, 5);
            case SMALL -> {
                boolean wind = environment.equals(WIND);
                MerpoConfig smaller =
                        merpo.withScale(
                                new Sizes(2, wind ? 64 : 128, 128),
                                new RolloutSchedule(1, 1, 64, 20_000),
                                wind ? 4 : merpo.taskBatch(),
                                600,
                                100);
                boolean hurried = environment.equals(WALKERS) && reading == Reading.WORKING;
                yield hurried ? smaller.hurried(0.02, 6e-3, 3e-3) : smaller;
            }
            case PAPER -> merpo;
        };
    }
}
