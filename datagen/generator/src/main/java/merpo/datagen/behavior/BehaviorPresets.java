package merpo.datagen.behavior;

import java.util.List;
import merpo.datagen.nn.Sizes;
import merpo.datagen.sac.SacConfig;
import merpo.envs.EnvironmentDefinition;

/**
 * Settings for training behavior policies. {@code small} makes policies like those that ship with
 * the project: the least that reaches their returns on two cores; {@code paper} is CleanRL's SAC.
 */
public final class BehaviorPresets {
    /** Names of the scales, the smallest first. */
    public static final List<String> SCALES = List.of("smoke", "small", "paper");

    private BehaviorPresets() {}

    /** The settings of an environment and a scale. */
    public static SacConfig of(EnvironmentDefinition environment, String scale) {
        return switch (scale) {
            case "smoke" -> smoke(environment);
            case "small" -> small(environment);
            case "paper" -> paper(environment);
            default ->
                    throw new IllegalArgumentException(
                            "There is no scale \"%s\", only %s".formatted(scale, SCALES));
        };
    }

    /** Seconds: a path, not a result. */
    private static SacConfig smoke(EnvironmentDefinition environment) {
        int every = Math.max(environment.horizon(), 100);
        return new SacConfig(
                new Sizes(2, 32, 64),
                new SacConfig.Optimizer(1e-3, 1e-3, environment.discount(), 5e-3, 0.1),
                1,
                1,
                every,
                Math.max(4 * every, 1000),
                new SacConfig.Checkpoints(every, every, 2 * every, 4));
    }

    private static SacConfig small(EnvironmentDefinition environment) {
        double discount = environment.discount();
        return switch (environment.family()) {
            case "point-robot-wind", "sparse-point-robot" ->
                    new SacConfig(
                            new Sizes(2, 64, 128),
                            new SacConfig.Optimizer(3e-4, 1e-3, discount, 5e-3, 0.1),
                            1,
                            1,
                            100,
                            12_000,
                            new SacConfig.Checkpoints(50, 10, 2000, 16));
            case "walker-2d-params" ->
                    new SacConfig(
                            new Sizes(2, 64, 128),
                            new SacConfig.Optimizer(3e-4, 1e-3, discount, 5e-3, 0.2),
                            2,
                            1,
                            2000,
                            120_000,
                            new SacConfig.Checkpoints(2000, 200, 10_000, 4));
            case "halfcheetah", "halfcheetah-v5" -> wide(discount, 120_000);
            case "ant", "ant-v5" -> wide(discount, 300_000);
            case "hopper", "hopper-v5" -> legged(discount, 200_000);
            case "walker2d", "walker2d-v5" -> legged(discount, 125_000);
            case "half-cheetah-fwd-back", "half-cheetah-vel" ->
                    new SacConfig(
                            new Sizes(2, 128, 256),
                            new SacConfig.Optimizer(3e-4, 1e-3, discount, 5e-3, 0.2),
                            2,
                            1,
                            2000,
                            500_000,
                            new SacConfig.Checkpoints(4000, 1000, 20_000, 4));
            default ->
                    new SacConfig(
                            new Sizes(2, 128, 256),
                            new SacConfig.Optimizer(3e-4, 1e-3, discount, 5e-3, 0.2),
                            2,
                            1,
                            2000,
                            200_000,
                            new SacConfig.Checkpoints(4000, 1000, 20_000, 4));
        };
    }

    /** For one task with many joints. */
    private static SacConfig wide(double discount, int steps) {
        return new SacConfig(
                new Sizes(2, 256, 256),
                new SacConfig.Optimizer(3e-4, 1e-3, discount, 5e-3, 0.2),
                1,
                1,
                5000,
                steps,
                new SacConfig.Checkpoints(5000, 5000, 20_000, 2));
    }

    /** For one task whose episodes end with a fall. */
    private static SacConfig legged(double discount, int steps) {
        return new SacConfig(
                new Sizes(2, 128, 256),
                new SacConfig.Optimizer(3e-4, 1e-3, discount, 5e-3, 0.2),
                1,
                1,
                5000,
                steps,
                new SacConfig.Checkpoints(5000, 1000, 25_000, 4));
    }

    private static SacConfig paper(EnvironmentDefinition environment) {
        int steps = environment.stepDuration() == 1 ? 20_000 : 1_000_000;
        return new SacConfig(
                new Sizes(2, 256, 256),
                new SacConfig.Optimizer(3e-4, 1e-3, environment.discount(), 5e-3, 0.2),
                1,
                1,
                Math.min(5000, steps / 20),
                steps,
                new SacConfig.Checkpoints(steps / 100, steps / 400, steps / 20, 10));
    }
}
