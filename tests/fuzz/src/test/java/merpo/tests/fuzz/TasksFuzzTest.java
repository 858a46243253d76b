package merpo.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import merpo.envs.task.Task;
import merpo.envs.task.TaskSplit;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks that were drawn. */
final class TasksFuzzTest {
    private static final AnyFile FILE = AnyFile.named("tasks.json");

    static Stream<byte[]> seeds() throws IOException {
        Path file = FILE.directory().resolve("seed");
        new TaskSplit(
                        "point-robot-wind",
                        7,
                        List.of(Task.of(0, "wind", 0.01, -0.02)),
                        List.of(Task.of(1, "wind", 0.03, 0.04)))
                .save(file);
        return Stream.of(Files.readAllBytes(file));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isReadOrRefused(byte[] bytes) {
        FILE.holds(bytes, TaskSplit::load, IOException.class);
    }
}
