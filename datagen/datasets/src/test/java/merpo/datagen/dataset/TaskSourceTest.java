package merpo.datagen.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import merpo.envs.task.Task;
import org.junit.jupiter.api.Test;

class TaskSourceTest {
    /** Twenty-four numbers, whose names a sorted file lists as [0], [1], [10], [11], ... */
    @Test
    void aTaskComesBackFromItsEntriesInWhateverOrderTheyAreStored() {
        double[] inertias = IntStream.range(0, 24).mapToDouble(k -> k + 0.5).toArray();
        Task task =
                new Task(
                        3,
                        Map.of(
                                "body_inertia", Task.of(3, "x", inertias).parameters().get("x"),
                                "direction", Task.of(3, "x", -1).parameters().get("x")));
        Map<String, Double> entries = TaskSource.entries(task);
        assertThat(entries)
                .containsEntry("direction", -1.0)
                .containsEntry("body_inertia[10]", 10.5);
        TaskSource stored =
                new TaskSource(
                        "walkers",
                        3,
                        4,
                        TaskSource.Split.TRAIN,
                        0,
                        "drawn",
                        new TreeMap<>(entries),
                        Optional.empty());
        assertThat(stored.task()).isEqualTo(task);
    }
}
