package merpo.datagen.behavior;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import merpo.datagen.nn.Policy;
import merpo.datagen.storage.Safetensors;
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
 * @param tasks one entry per task of the training, in order
 */
public record Zoo(BehaviorRun.Plan training, int layers, int width, List<Entry> tasks) {
    static final String DESCRIPTION = "zoo.json";
    static final String ACTORS = "actors.safetensors";
    private static final String HOME = "/merpo/policies/";
    static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build();

    public Zoo {
        tasks = List.copyOf(tasks);
    }

    /**
     * The policies of one task.
     *
     * @param task index
     * @param randomReturn mean return of uniform actions: share 0
     * @param kept ascending by step; the last is the final one: share 1
     */
    public record Entry(int task, double randomReturn, List<Kept> kept) {
        public Entry {
            kept = List.copyOf(kept);
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

    /** The policies that ship for an environment; empty where there are none. */
    public static Optional<Zoo> of(EnvironmentDefinition environment) {
        try (InputStream stream = resource(environment, DESCRIPTION)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(JSON.readValue(stream, Zoo.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public EnvironmentDefinition environment() {
        return Environments.named(training.environment());
    }

    public Policy policy() {
        EnvironmentDefinition environment = environment();
        return new Policy(environment.observationSize(), environment.actionSize(), layers, width);
    }

    /** Parameters of all actors, by the tensor names of {@link #tensor}. */
    public Safetensors actors() throws IOException {
        Path copy = Files.createTempFile("merpo-actors", ".safetensors");
        try (InputStream stream = resource(environment(), ACTORS)) {
            Files.copy(stream, copy, StandardCopyOption.REPLACE_EXISTING);
            return Safetensors.read(copy);
        } finally {
            Files.delete(copy);
        }
    }

    /** Name of a task's tensor [kept, P]. */
    public static String tensor(int task) {
        return "task-%03d".formatted(task);
    }

    private static InputStream resource(EnvironmentDefinition environment, String file) {
        String family = environment.id().split("[+]", 2)[0];
        return Zoo.class.getResourceAsStream(HOME + family + "/" + file);
    }
}
