package merpo.agents.training;

import java.util.Locale;
import merpo.agents.Reading;
import merpo.agents.clone.BehaviorClone;
import merpo.agents.dynamics.DynamicsConfig;
import merpo.agents.dynamics.EnsembleConfig;
import merpo.agents.merpo.MerpoConfig;
import merpo.agents.rac.RacConfig;
import merpo.agents.rac.RacConfig.Penalties;
import merpo.agents.rac.RacPresets;
import merpo.agents.rac.RolloutSchedule;
import merpo.agents.training.TrainingConfig.Alone;
import merpo.agents.training.TrainingConfig.Data;
import merpo.agents.training.TrainingConfig.Evaluation;
import merpo.agents.training.TrainingConfig.Learning;
import merpo.agents.training.TrainingConfig.Meta;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.Sizes;
import merpo.datagen.settings.Scale;
import merpo.envs.EnvironmentDefinition;

/**
 * The configurations that a training starts from. A scale changes sizes and budgets; the reading
 * says what else (agents/PAPERS.md, "Two readings").
 */
public final class TrainingPresets {
    private static final String WIND = "point-robot-wind";
    private static final String WALKERS = "walker-2d-params";

    private TrainingPresets() {}

    /** The preset of an algorithm, an environment and a scale. */
    public static TrainingConfig of(
            Algorithm algorithm,
            EnvironmentDefinition environment,
            Scale scale,
            Reading reading,
            long seed,
            int seeds,
            Data data,
            String metaPolicy,
            String model) {
        Learning learning =
                algorithm.meta()
                        ? meta(algorithm, environment.id(), scale, reading)
                        : new Alone(
                                alone(algorithm, environment.id(), scale, reading),
                                algorithm != Algorithm.CQL,
                                ensemble(scale));
        return new TrainingConfig(
                algorithm.text(),
                environment.id(),
                scale.name().toLowerCase(Locale.ROOT),
                reading,
                seed,
                seeds,
                steps(algorithm, learning, scale),
                data,
                metaPolicy,
                model,
                learning,
                imitation(scale),
                evaluation(algorithm, scale));
    }

    private static int steps(Algorithm algorithm, Learning learning, Scale scale) {
        if (algorithm == Algorithm.ENSEMBLE) {
            return 0;
        }
        if (learning instanceof Meta meta) {
            return meta.merpo().iterations();
        }
        return switch (scale) {
            case SMOKE -> 40;
            case SMALL -> 30_000;
            case PAPER -> 1_000_000;
        };
    }

    private static Evaluation evaluation(Algorithm algorithm, Scale scale) {
        return switch (scale) {
            case SMOKE -> new Evaluation(algorithm.meta() ? 4 : 20, 2, 2);
            case SMALL ->
                    new Evaluation(algorithm.meta() ? 50 : 1000, 5, algorithm.meta() ? 1 : 50);
            case PAPER ->
                    new Evaluation(algorithm.meta() ? 20 : 1000, 10, algorithm.meta() ? 1 : 100);
        };
    }

    private static BehaviorClone.Config imitation(Scale scale) {
        return switch (scale) {
            case SMOKE -> new BehaviorClone.Config(1e-3, 40, 32);
            case SMALL -> new BehaviorClone.Config(1e-3, 2000, 128);
            case PAPER -> new BehaviorClone.Config(1e-3, 20_000, 256);
        };
    }

    private static EnsembleConfig ensemble(Scale scale) {
        return switch (scale) {
            case SMOKE -> EnsembleConfig.combo().withScale(16, 1, 60);
            case SMALL -> EnsembleConfig.combo().withScale(128, 5, 6000);
            case PAPER -> EnsembleConfig.paper();
        };
    }

    /** Table 1's column, or CQL's own numbers; smaller where the scale is. */
    private static RacConfig alone(
            Algorithm algorithm, String environment, Scale scale, Reading reading) {
        RacConfig table = algorithm == Algorithm.CQL ? RacPresets.cql() : table1(environment);
        RacConfig held =
                switch (algorithm) {
                    case COMBO -> table.combo();
                    case COMBO_3 -> table.withAlpha(0);
                    default -> table;
                };
        if (scale == Scale.PAPER) {
            return held;
        }
        RacConfig smaller =
                scale == Scale.SMOKE
                        ? held.withSizes(new Sizes(2, 16, 16))
                                .withRollouts(
                                        new RolloutSchedule(held.rollouts().length(), 10, 50, 2000))
                        : held.withSizes(new Sizes(2, 128, 128))
                                .withRollouts(
                                        new RolloutSchedule(
                                                held.rollouts().length(), 250, 2500, 50_000));
        if (reading == Reading.LITERAL) {
            return smaller;
        }
        RacConfig faster = smaller.withRates(1e-3, 3e-4);
        return algorithm == Algorithm.CQL ? faster : working(faster);
    }

    private static RacConfig table1(String environment) {
        if (environment.startsWith("walker")) {
            return RacPresets.walker2d();
        }
        return environment.startsWith("hopper") ? RacPresets.hopper() : RacPresets.halfCheetah();
    }

    /** What section 20 of facts/algorithms.md found to work at small sizes. */
    private static RacConfig working(RacConfig config) {
        Penalties penalties = config.penalties();
        RolloutSchedule rollouts = config.rollouts();
        return config.withPenalties(
                        new Penalties(
                                penalties.lambda(),
                                new Multiplier.Fixed(5),
                                new Multiplier.Logarithmic(0.2, 3e-4, 0)))
                .withRollouts(
                        new RolloutSchedule(
                                1, rollouts.every(), rollouts.rows(), rollouts.capacity()));
    }

    private static Meta meta(
            Algorithm algorithm, String environment, Scale scale, Reading reading) {
        MerpoConfig table = table2(environment);
        MerpoConfig read = reading == Reading.LITERAL ? table : working(table, environment);
        MerpoConfig sized = scaled(read, environment, scale, reading);
        MerpoConfig merpo =
                switch (algorithm) {
                    case MERPO_ADP -> sized.adaptive();
                    case PROXIMAL -> sized.proximal();
                    case NO_MODEL -> sized.withoutModel();
                    default -> sized;
                };
        return new Meta(merpo, dynamics(environment, scale, reading));
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

    private static DynamicsConfig dynamics(String environment, Scale scale, Reading reading) {
        DynamicsConfig base =
                reading == Reading.LITERAL ? DynamicsConfig.literal() : DynamicsConfig.working();
        int warm = base.warmSteps();
        return switch (scale) {
            case SMOKE -> base.withScale(16, Math.min(warm, 40), 2, 5);
            case SMALL ->
                    base.withScale(
                            environment.equals(WIND) ? 64 : 128,
                            reading == Reading.LITERAL ? 0 : 4000,
                            reading == Reading.LITERAL ? 300 : base.metaIterations(),
                            base.adaptationSteps());
            case PAPER -> base;
        };
    }
}
