package merpo.tests.python;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import merpo.envs.rollout.RolloutFile;

/** What the living Gymnasium does, recorded anew below {@code tests/target} by each run. */
final class Gymnasium {
    static final List<String> IDS = List.of("HalfCheetah-v5", "Hopper-v5", "Walker2d-v5", "Ant-v5");

    private static final Path HOME = Path.of("target", "gymnasium");
    private static final Map<String, Gymnasium> RECORDED = new ConcurrentHashMap<>();
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build();

    private final Path directory;

    /** Sizes and bounds. */
    record Spaces(
            int observation, String dtype, List<Double> low, List<Double> high, int horizon) {}

    /** One step from a known state, the solver without memory. */
    record Step(
            List<Double> qpos,
            List<Double> qvel,
            List<Double> action,
            List<Double> observation,
            double reward,
            boolean terminated,
            Map<String, Double> info) {}

    private Gymnasium(Path directory) {
        this.directory = directory;
    }

    /** Records an environment, once per run. */
    static Gymnasium of(String id) {
        return RECORDED.computeIfAbsent(id, Gymnasium::record);
    }

    private static Gymnasium record(String id) {
        Path directory = HOME.resolve(id);
        PythonClient python =
                PythonClient.with("gymnasium[mujoco]==1.4.0", "mujoco==3.17.0", "numpy");
        System.out.print(python.run("record_gymnasium.py", id, directory.toString()));
        return new Gymnasium(directory);
    }

    Spaces spaces() {
        return read("spaces.json", Spaces.class);
    }

    Step[] steps() {
        return read("steps.json", Step[].class);
    }

    /** States after reset: positions, then velocities. */
    double[][] starts() {
        return read("starts.json", double[][].class);
    }

    List<RolloutFile> rollouts() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("rollouts"))) {
            List<RolloutFile> rollouts = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                rollouts.add(RolloutFile.read(file));
            }
            return rollouts;
        }
    }

    private <T> T read(String name, Class<T> type) {
        try {
            return JSON.readValue(directory.resolve(name).toFile(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
