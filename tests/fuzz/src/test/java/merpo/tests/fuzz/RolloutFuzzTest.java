package merpo.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import merpo.envs.rollout.Recording;
import merpo.envs.rollout.RolloutCase;
import merpo.envs.rollout.RolloutFile;
import merpo.envs.task.Task;
import org.junit.jupiter.params.provider.MethodSource;

/** Rollouts that were recorded elsewhere. */
final class RolloutFuzzTest {
    private static final AnyFile FILE = AnyFile.named("rollout.json");

    static Stream<byte[]> seeds() throws IOException {
        Path file = FILE.directory().resolve("seed");
        RolloutCase given =
                new RolloutCase(
                        "point-robot-wind",
                        Task.of(0, "wind", 0.01, -0.02),
                        new double[] {0, 0},
                        new double[] {0, 0},
                        new double[][] {{1, 0.5}});
        RolloutFile.write(
                file,
                given,
                new Recording(
                        new double[][] {{0, 0}, {0.1, 0}},
                        new double[] {-1},
                        new boolean[] {false},
                        new boolean[] {true}));
        return Stream.of(Files.readAllBytes(file));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isReadOrRefused(byte[] bytes) {
        FILE.holds(bytes, RolloutFile::read, IOException.class);
    }
}
