package merpo.datagen.behavior;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import merpo.datagen.dataset.Quality;
import merpo.datagen.settings.Misread;
import merpo.datagen.settings.Setting;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;

/**
 * Trained policies that ship with the project, for each task of a family some checkpoints from
 * random to final. {@code zoo.json} says what they are and what they return, {@code
 * actors.safetensors} holds their parameters: one tensor [kept, P] per task.
 *
 * @param training what made them
 * @param layers hidden layers of each actor
 * @param width of each hidden layer
 * @param episodes by which each return was measured
 * @param tasks one entry per task of the training, in order
 */
public record Zoo(
        BehaviorRun.Plan training, int layers, int width, int episodes, List<Entry> tasks) {
    static final String DESCRIPTION = "zoo.json";
    static final String ACTORS = "actors.safetensors";
    static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .build();

    public Zoo {
        tasks = List.copyOf(tasks);
        Setting.require("layers", layers, layers >= 1 && layers <= 64, "in [1, 64]");
        Setting.require("width", width, width >= 1 && width <= 8192, "in [1, 8192]");
        Setting.require("episodes", episodes, episodes >= 1, "at least 1");
        Setting.require("number of tasks", tasks.size(), !tasks.isEmpty(), "at least 1");
    }

    /**
     * The policies of one task.
     *
     * @param task index
     * @param randomReturn mean return of uniform actions: share 0; NaN where nobody was trained
     * @param kept ascending by step, but the final one, share 1, is the last; none where nobody was
     *     trained
     */
    public record Entry(int task, double randomReturn, List<Kept> kept) {
        public Entry {
            kept = List.copyOf(kept);
            Setting.require(
                    "number of policies in kept",
                    kept.size(),
                    !kept.isEmpty() || Double.isNaN(randomReturn),
                    "at least 1");
        }

        /** Place of the final one. */
        public int last() {
            return kept.size() - 1;
        }

        /** Place of the one whose share is nearest to the middle of the quality's band. */
        public int nearest(Quality quality) {
            double middle = quality.band().orElseThrow().middle();
            return IntStream.range(0, kept.size())
                    .boxed()
                    .min(
                            Comparator.comparingDouble(
                                    place -> Math.abs(kept.get(place).share() - middle)))
                    .orElseThrow();
        }

        /** The final one. */
        public Kept finalOne() {
            return kept.get(last());
        }
    }

    /**
     * One checkpoint.
     *
     * @param step environment steps of its training
     * @param returnMean of its stochastic episodes, as data are made
     * @param returnDeviation of these returns
     * @param deterministicReturn mean return of its deterministic episodes
     * @param share of the final stochastic return, 0 as random
     */
    public record Kept(
            int step,
            double returnMean,
            double returnDeviation,
            double deterministicReturn,
            double share) {}

    /** What ships for an environment; empty where nothing does. */
    public static Optional<Zoo> shipped(EnvironmentDefinition environment) {
        try (InputStream stream = KeptActors.resource(environment, DESCRIPTION)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(JSON.readValue(stream, Zoo.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that was packed into a directory, not shipped. */
    static Zoo read(Path directory) throws IOException {
        return Misread.file(
                directory.resolve(DESCRIPTION),
                JSON,
                Zoo.class,
                "Make it again: ./merpo zoo pack, or bring it back");
    }

    /** In which they act. */
    public EnvironmentDefinition environment() {
        return Environments.named(training.environment());
    }
}
