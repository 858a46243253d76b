package merpo.datagen.convert;

import java.util.Optional;
import java.util.OptionalInt;
import merpo.datagen.dataset.Software;
import merpo.envs.EnvironmentDefinition;

/**
 * What a person knows about a foreign file.
 *
 * @param environment that made the rows
 * @param task its index in the draw; in a folder of tasks also which of them
 * @param horizon steps after which time runs out
 * @param software that does the conversion
 */
public record ImportOptions(
        Optional<EnvironmentDefinition> environment,
        OptionalInt task,
        OptionalInt horizon,
        Software software) {
    public ImportOptions {
        if (horizon.isPresent() && horizon.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "horizon is " + horizon.getAsInt() + ", must be at least 1");
        }
        if (task.isPresent() && task.getAsInt() < 0) {
            throw new IllegalArgumentException(
                    "task is " + task.getAsInt() + ", must be at least 0");
        }
    }

    /** The horizon that was given, or else the environment's. */
    OptionalInt limit() {
        if (horizon.isPresent()) {
            return horizon;
        }
        return environment.map(e -> OptionalInt.of(e.horizon())).orElse(OptionalInt.empty());
    }

    /** Fails unless rows of these widths can come from the environment. */
    void require(int observation, int action) {
        environment.ifPresent(
                definition -> {
                    if (definition.observationSize() != observation
                            || definition.actionSize() != action) {
                        throw new IllegalArgumentException(
                                "its observations have %d numbers and its actions %d, %s has %d and %d. Name the environment that made it"
                                        .formatted(
                                                observation,
                                                action,
                                                definition.id(),
                                                definition.observationSize(),
                                                definition.actionSize()));
                    }
                });
    }
}
