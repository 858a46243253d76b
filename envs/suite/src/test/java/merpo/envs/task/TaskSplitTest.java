package merpo.envs.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import merpo.envs.Environments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskSplitTest {
    private static final TaskFamily WIND = Environments.named("point-robot-wind");
    private static final TaskFamily CHEETAH = Environments.named("half-cheetah-fwd-back");

    @TempDir Path folder;

    @Test
    void aSplitIsTheFirstAndTheLastTasksOfOneDraw() {
        TaskSplit split = TaskSplit.draw(WIND, 12, 4, 5);
        List<Task> drawn = WIND.tasks().draw(16, 5);
        assertThat(split.training()).isEqualTo(drawn.subList(0, 12));
        assertThat(split.test()).isEqualTo(drawn.subList(12, 16));
    }

    @Test
    void forwardAndBackwardAreBothTrainedOnAndTestedOn() {
        TaskSplit split = TaskSplit.draw(CHEETAH, 2, 2, 5);
        assertThat(split.training()).hasSize(2).isEqualTo(split.test());
        assertThatThrownBy(() -> TaskSplit.draw(CHEETAH, 3, 2, 5)).hasMessageContaining("only 2");
    }

    @Test
    void whatIsSavedIsReadBack() throws IOException {
        TaskSplit split = TaskSplit.draw(WIND, 12, 4, 1337);
        Path file = folder.resolve("tasks.json");
        split.save(file);
        split.save(file); // over itself
        assertThat(TaskSplit.load(file)).isEqualTo(split);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void foreignFilesAreCalledForeign() throws IOException {
        for (String text :
                List.of(
                        "",
                        "[]",
                        "{}",
                        "null",
                        "not json",
                        "{\"environment\": \"x\", \"seed\": 1, \"training\": []}",
                        "{\"environment\": \"x\", \"seed\": 1.5, \"training\": [], \"test\": []}",
                        "{\"environment\": \"x\", \"seed\": 1, \"training\": [null], \"test\": []}",
                        "{\"environment\": \"x\", \"seed\": 1, \"training\": [], \"test\": [],"
                                + " \"more\": 1}",
                        "{\"environment\": \"x\", \"seed\": 1, \"test\": [], \"training\":"
                                + " [{\"index\": 0, \"parameters\": {\"wind\": [\"NaN\"]}}]}")) {
            Path file = folder.resolve("foreign.json");
            Files.writeString(file, text);
            assertThatThrownBy(() -> TaskSplit.load(file))
                    .as(text)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("foreign.json")
                    .hasMessageContaining("not a task split")
                    .hasMessageNotContainingAny(
                            "Cannot", "merpo.envs", "Feature", "token", "java.");
        }
    }

    @Test
    void tasksOfAnotherFamilyAreNamed() throws IOException {
        Path file = folder.resolve("tasks.json");
        TaskSplit.draw(Environments.named("half-cheetah-vel"), 1, 1, 0).save(file);
        assertThat(TaskSplit.load(file, Environments.named("half-cheetah-vel")).training())
                .hasSize(1);
        assertThatThrownBy(() -> TaskSplit.load(file, Environments.named("ant-dir")))
                .hasMessageContaining(
                        "tasks.json holds tasks of half-cheetah-vel, must be of ant-dir")
                .hasMessageContaining("./merpo envs tasks ant-dir");
    }

    /** Cut, overwritten or doubled anywhere: an error that names the file, or a whole split. */
    @Test
    void damagedFilesNeverEndInAnythingElse() throws IOException {
        Path file = folder.resolve("damaged.json");
        TaskSplit.draw(WIND, 3, 1, 1).save(file);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = whole.clone();
            if (i % 2 == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            } else {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, bytes);
            try {
                assertThat(TaskSplit.load(file).training()).isNotNull();
            } catch (IOException e) {
                refused++;
                assertThat(e)
                        .as(new String(bytes, StandardCharsets.UTF_8))
                        .hasMessageContaining("damaged.json");
            }
        }
        assertThat(refused).isGreaterThan(600);
    }
}
