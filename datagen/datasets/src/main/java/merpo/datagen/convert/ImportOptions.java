package merpo.datagen.convert;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import merpo.datagen.dataset.EnvironmentSource;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.QualitySource;
import merpo.datagen.dataset.ReferenceScores;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.dataset.Software;
import merpo.datagen.dataset.TaskSource;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.task.Task;

/**
 * What a person knows about a foreign file.
 *
 * @param environment that made the rows
 * @param task its index in the draw; in a folder of tasks also which of them
 * @param horizon steps after which time runs out
 * @param reference returns that score 0 and 1
 * @param parameters of the task, by name; empty where nothing is said
 * @param software that does the conversion
 */
public record ImportOptions(
        Optional<EnvironmentDefinition> environment,
        OptionalInt task,
        OptionalInt horizon,
        Optional<ReferenceScores> reference,
        Map<String, List<Double>> parameters,
        Software software) {
    public ImportOptions {
        parameters = Map.copyOf(parameters);
        if (horizon.isPresent() && horizon.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "horizon is " + horizon.getAsInt() + ", must be at least 1");
        }
        if (task.isPresent() && task.getAsInt() < 0) {
            throw new IllegalArgumentException(
                    "task is " + task.getAsInt() + ", must be at least 0");
        }
        if (environment.isPresent() && !parameters.isEmpty()) {
            environment.get().tasks().require(new Task(task.orElse(0), parameters));
        }
    }

    /** Nothing is known. */
    public static ImportOptions none(Software software) {
        return new ImportOptions(
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Map.of(),
                software);
    }

    /** The horizon that was given, or else the environment's. */
    OptionalInt limit() {
        if (horizon.isPresent()) {
            return horizon;
        }
        return environment.map(e -> OptionalInt.of(e.horizon())).orElse(OptionalInt.empty());
    }

    /** Fails unless rows of these widths can come from the environment. */
    void require(RowShape shape) {
        environment
                .filter(definition -> !shape.fits(definition))
                .ifPresent(
                        definition -> {
                            throw new IllegalArgumentException(
                                    "its observations have %d numbers and its actions %d, %s has %d and %d. Name the environment that made it"
                                            .formatted(
                                                    shape.observation(),
                                                    shape.action(),
                                                    definition.id(),
                                                    definition.observationSize(),
                                                    definition.actionSize()));
                        });
    }

    /** What a file of ours says of itself, but where a person says something else. */
    Provenance over(Provenance said, RowShape shape) {
        require(shape);
        EnvironmentSource made = said.environment();
        String id = environment.map(EnvironmentDefinition::id).orElse(made.id());
        TaskSource of = said.task();
        long index = task.isPresent() ? task.getAsInt() : of.index();
        return new Provenance(
                new EnvironmentSource(
                        id,
                        made.version(),
                        made.argumentsJson(),
                        limit().isPresent() ? limit().getAsInt() : made.maxEpisodeSteps(),
                        made.actionLow(),
                        made.actionHigh(),
                        made.simulator()),
                new TaskSource(
                        of.family().equals(made.id()) ? id : of.family(),
                        index,
                        Math.max(of.count(), index + 1),
                        of.split(),
                        of.drawSeed(),
                        of.draw(),
                        parameters.isEmpty()
                                ? of.parameters()
                                : TaskSource.entries(new Task((int) index, parameters)),
                        of.parametersJson()),
                new QualitySource(
                        said.quality().quality(),
                        said.quality().band(),
                        reference.or(() -> said.quality().reference())),
                said.behavior(),
                said.seeds(),
                said.software(),
                said.imported());
    }
}
