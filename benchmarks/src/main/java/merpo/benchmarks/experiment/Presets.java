package merpo.benchmarks.experiment;

import java.util.List;
import merpo.agents.Reading;
import merpo.agents.clone.BehaviorClone;
import merpo.agents.dynamics.DynamicsConfig;
import merpo.agents.merpo.MerpoConfig;
import merpo.agents.rac.RolloutSchedule;
import merpo.benchmarks.experiment.ExperimentConfig.Data;
import merpo.benchmarks.experiment.ExperimentConfig.Evaluation;
import merpo.benchmarks.experiment.ExperimentConfig.Tasks;
import merpo.datagen.dataset.Quality;
import merpo.datagen.nn.Sizes;
import merpo.datagen.sac.SacConfig;

/**
 * The configurations that a run starts from. A scale changes sizes and budgets; hyperparameters
 * stay those of the paper's tables, as the reading has them.
 */
public final class Presets {
    private static final long FIRST_DRAW = 1337; // FOCAL's seed of its point robots' tasks

    private Presets() {}

    /** Environments that have a preset. */
    public static List<String> environments() {
        return List.of("point-robot-wind", "half-cheetah-fwd-back");
    }

    /** The preset of an environment and a scale. */
    public static ExperimentConfig of(
            String environment, String scale, Reading reading, long seed, Quality quality) {
        boolean small = scale.equals("small");
        return switch (environment) {
            case "point-robot-wind" ->
                    small ? windSmall(reading, seed, quality) : windSmoke(reading, seed, quality);
            case "half-cheetah-fwd-back" -> cheetah(scale, reading, seed, quality);
            default ->
                    throw new IllegalArgumentException(
                            "there is no preset for \"%s\", only for %s"
                                    .formatted(environment, environments()));
        };
    }

    /** The quickstart: sizes and budgets of facts/algorithms.md 19. */
    private static ExperimentConfig windSmall(Reading reading, long seed, Quality quality) {
        return new ExperimentConfig(
                "point-robot-wind",
                "small",
                reading,
                seed,
                quality,
                new Tasks(12, 4, FIRST_DRAW + seed),
                new SacConfig(
                        new Sizes(2, 64, 128),
                        new SacConfig.Optimizer(3e-4, 3e-4, 0.9, 5e-3, 0.1),
                        1,
                        1,
                        100,
                        6000,
                        new SacConfig.Checkpoints(50, 50, 6000, 16)),
                new Data(80),
                model(reading, 64, 1500, 200),
                wind(reading)
                        .withScale(
                                new Sizes(2, 64, 128),
                                new RolloutSchedule(1, 1, 64, 20_000),
                                4,
                                600,
                                100),
                new BehaviorClone.Config(1e-3, 1500, 128),
                new Evaluation(10, 200, 50, 5));
    }

    private static ExperimentConfig windSmoke(Reading reading, long seed, Quality quality) {
        return new ExperimentConfig(
                "point-robot-wind",
                "smoke",
                reading,
                seed,
                quality,
                new Tasks(3, 2, FIRST_DRAW + seed),
                new SacConfig(
                        new Sizes(2, 32, 64),
                        new SacConfig.Optimizer(1e-3, 1e-3, 0.9, 5e-3, 0.1),
                        1,
                        1,
                        50,
                        600,
                        new SacConfig.Checkpoints(25, 25, 600, 8)),
                new Data(8),
                model(reading, 16, 40, 10),
                wind(reading)
                        .withScale(
                                new Sizes(2, 32, 32),
                                new RolloutSchedule(1, 1, 16, 1000),
                                2,
                                8,
                                10),
                new BehaviorClone.Config(1e-3, 40, 32),
                new Evaluation(2, 20, 4, 5));
    }

    private static ExperimentConfig cheetah(
            String scale, Reading reading, long seed, Quality quality) {
        boolean small = scale.equals("small");
        MerpoConfig table = MerpoConfig.halfCheetahFwdBack();
        // lambda 100 x 1/100 = 1: its gradient is then about that of Q (facts/algorithms.md 20)
        MerpoConfig merpo = reading == Reading.LITERAL ? table : table.working(0.01, 0.01);
        return new ExperimentConfig(
                "half-cheetah-fwd-back",
                scale,
                reading,
                seed,
                quality,
                new Tasks(2, 2, seed),
                small
                        ? new SacConfig(
                                new Sizes(2, 128, 256),
                                new SacConfig.Optimizer(1e-3, 1e-3, 0.99, 5e-3, 0.2),
                                1,
                                1,
                                1000,
                                60_000,
                                new SacConfig.Checkpoints(1000, 1000, 60_000, 4))
                        : new SacConfig(
                                new Sizes(2, 64, 64),
                                new SacConfig.Optimizer(1e-3, 1e-3, 0.99, 5e-3, 0.2),
                                1,
                                1,
                                500,
                                12_000,
                                new SacConfig.Checkpoints(500, 500, 12_000, 2)),
                small ? new Data(200) : new Data(25),
                small ? model(reading, 128, 10_000, 500) : model(reading, 64, 1000, 100),
                small
                        ? merpo.withScale(
                                new Sizes(2, 128, 128),
                                new RolloutSchedule(1, 1, 64, 20_000),
                                2,
                                1000,
                                100)
                        : merpo.withScale(
                                new Sizes(2, 64, 64),
                                new RolloutSchedule(1, 1, 32, 20_000),
                                2,
                                100,
                                50),
                small
                        ? new BehaviorClone.Config(1e-3, 5000, 256)
                        : new BehaviorClone.Config(1e-3, 300, 64),
                small ? new Evaluation(10, 50, 50, 10) : new Evaluation(3, 5, 20, 10));
    }

    private static MerpoConfig wind(Reading reading) {
        MerpoConfig table = MerpoConfig.pointRobotWind();
        return reading == Reading.LITERAL ? table : table.working(1.0 / 20, 0.05);
    }

    /** The literal model has no warm start and 25 steps per task; its iterations fit the scale. */
    private static DynamicsConfig model(
            Reading reading, int width, int warmSteps, int adaptationSteps) {
        DynamicsConfig literal = DynamicsConfig.literal();
        DynamicsConfig working = DynamicsConfig.working();
        return reading == Reading.LITERAL
                ? literal.withScale(width, 0, warmSteps / 8, literal.adaptationSteps())
                : working.withScale(width, warmSteps, working.metaIterations(), adaptationSteps);
    }
}
