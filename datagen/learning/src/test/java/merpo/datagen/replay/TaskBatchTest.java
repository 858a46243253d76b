package merpo.datagen.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import merpo.datagen.nn.Gradients;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.TaskBatches.Draw;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Tasks 0, 1, 2 have 2, 3, 4 rows. Row r of task t: observation (100 t + r, 0.5), action 0.1 r,
 * reward 10 t + r, next observation (100 t + r + 1, 0.5); the last row ends the task.
 */
final class TaskBatchTest {
    @AutoClose private final NDManager manager = NDManager.newBaseManager();
    private final TaskBatches data = new TaskBatches(List.of(task(0), task(1), task(2)));

    private static ReplayBuffer task(int t) {
        int rows = t + 2;
        ReplayBuffer buffer = new ReplayBuffer(rows, 2, 1);
        for (int r = 0; r < rows; r++) {
            float[] now = {100 * t + r, 0.5f};
            float[] next = {100 * t + r + 1, 0.5f};
            float[] action = {0.1f * r};
            buffer.add(now, 0, action, 0, 10 * t + r, next, 0, r == rows - 1);
        }
        return buffer;
    }

    private static RandomGenerator random(int index) {
        return Streams.of(7, "draws", index);
    }

    /** Task 2 twice and task 1; rows 3 and 0, then 1 and 1, then 2 and 0. */
    private static final int[] ROWS = {3, 0, 1, 1, 2, 0};

    private TaskBatch batch() {
        return data.take(2, 2, 1);
    }

    @Test
    void rowsOfSharedNetworksLieEntryAfterEntry() {
        Batch batch = batch().shared(ROWS, manager);
        assertThat(batch.observation().getShape()).isEqualTo(new Shape(1, 6, 2));
        assertThat(batch.reward().getShape()).isEqualTo(new Shape(1, 6));
        assertThat(batch.observation().toFloatArray())
                .containsExactly(203, 0.5f, 200, 0.5f, 201, 0.5f, 201, 0.5f, 102, 0.5f, 100, 0.5f);
        assertThat(batch.action().toFloatArray()).containsExactly(0.3f, 0, 0.1f, 0.1f, 0.2f, 0);
        assertThat(batch.reward().toFloatArray()).containsExactly(23, 20, 21, 21, 12, 10);
        assertThat(batch.nextObservation().toFloatArray())
                .containsExactly(204, 0.5f, 201, 0.5f, 202, 0.5f, 202, 0.5f, 103, 0.5f, 101, 0.5f);
        assertThat(batch.continues().toFloatArray()).containsExactly(0, 1, 1, 1, 0, 1);
    }

    @Test
    void rowsOfNetworksOfTheirOwnHaveTheEntryAsAxis() {
        Batch batch = batch().apart(ROWS, manager);
        assertThat(batch.observation().getShape()).isEqualTo(new Shape(3, 2, 2));
        assertThat(batch.reward().toFloatArray()).containsExactly(23, 20, 21, 21, 12, 10);
    }

    @Test
    void aContextHasObservationActionAndRewardSideBySide() {
        NDArray short0 = data.take(2, 0).context(new int[] {3, 1}, false, manager);
        assertThat(short0.getShape()).isEqualTo(new Shape(2, 1, 4));
        assertThat(short0.toFloatArray()).containsExactly(203, 0.5f, 0.3f, 23, 1, 0.5f, 0.1f, 1);
        NDArray full = data.take(2, 0).context(new int[] {3, 1}, true, manager);
        assertThat(full.getShape()).isEqualTo(new Shape(2, 1, 6));
        assertThat(full.toFloatArray())
                .containsExactly(203, 0.5f, 0.3f, 23, 204, 0.5f, 1, 0.5f, 0.1f, 1, 2, 0.5f);
    }

    /** Entries of tasks 2, 2, 1, 2: pairs (0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3). */
    @Test
    void pairsOfOneTaskAreTold() {
        assertThat(data.take(2, 2, 1, 2).same())
                .containsExactly(true, false, true, false, true, false);
    }

    /** Rows of z1 = 5 and z2 = 7, three of each; the gradient of their sum is 3 by each number. */
    @Test
    void anEmbeddingStandsBesideEveryRowOfItsTask() {
        ParameterStack stack =
                ParameterStack.of(manager, new float[] {5, 50, 7, 70}, List.of(new Shape(2, 2)));
        try (Network network = Network.of("z", stack, 1e-3)) {
            NDArray rows = TaskBatch.perRow(network.constant().get(0), 3);
            assertThat(rows.getShape()).isEqualTo(new Shape(1, 6, 2));
            assertThat(rows.toFloatArray())
                    .containsExactly(5, 50, 5, 50, 5, 50, 7, 70, 7, 70, 7, 70);
            try (Gradients found =
                    network.gradients(
                            p ->
                                    TaskBatch.perRow(p.get(0), 3)
                                            .sum(new int[] {2})
                                            .sum(new int[] {1}))) {
                assertThat(found.loss()).containsExactly(396);
                assertThat(found.blocks().get(0).toFloatArray()).containsExactly(3, 3, 3, 3);
            }
        }
    }

    /** 6000 draws: 2000 of each task within five deviations, sqrt(6000 * 2/9) = 37. */
    @Test
    void tasksAreDrawnUniformly() {
        TaskBatch drawn = data.draw(6000, Draw.WITH_REPLACEMENT, random(0));
        for (int task = 0; task < 3; task++) {
            assertThat(count(drawn.tasks(), task)).isBetween(1815L, 2185L);
        }
        int[] firsts =
                IntStream.range(0, 6000)
                        .map(i -> data.draw(2, Draw.WITHOUT_REPLACEMENT, random(i)).tasks()[0])
                        .toArray();
        for (int task = 0; task < 3; task++) {
            assertThat(count(firsts, task)).isBetween(1815L, 2185L);
        }
    }

    private static long count(int[] values, int value) {
        return Arrays.stream(values).filter(other -> other == value).count();
    }

    @Test
    void withoutReplacementEveryTaskComesOnce() {
        for (int i = 0; i < 20; i++) {
            TaskBatch drawn = data.draw(3, Draw.WITHOUT_REPLACEMENT, random(i));
            assertThat(drawn.tasks()).containsExactlyInAnyOrder(0, 1, 2);
        }
    }

    /** Task 0 has rows 0 and 1, task 2 rows 0 to 3: 1000 draws of each see all, and no other. */
    @Test
    void rowsAreDrawnFromTheDataOfTheirTask() {
        int[] rows = data.take(0, 2).rows(1000, random(0));
        assertThat(Arrays.stream(rows, 0, 1000).distinct()).containsExactlyInAnyOrder(0, 1);
        assertThat(Arrays.stream(rows, 1000, 2000).distinct())
                .containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    /** Of 2 rows of task 0 only 0, 1; of the 4 of task 2 any of 0, 1 and 1, 2 and 2, 3. */
    @Test
    void slicesAreNeighbours() {
        int[] firsts = new int[300];
        for (int i = 0; i < 300; i++) {
            int[] rows = data.take(0, 2).slices(2, random(i));
            assertThat(rows).startsWith(0, 1).hasSize(4);
            assertThat(rows[3]).isEqualTo(rows[2] + 1);
            firsts[i] = rows[2];
        }
        assertThat(Arrays.stream(firsts).distinct()).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void theSameGeneratorDrawsTheSame() {
        TaskBatch one = data.draw(5, Draw.WITH_REPLACEMENT, random(3));
        TaskBatch other = data.draw(5, Draw.WITH_REPLACEMENT, random(3));
        assertThat(other.tasks()).isEqualTo(one.tasks());
        assertThat(other.rows(8, random(4))).isEqualTo(one.rows(8, random(4)));
        assertThat(one.rows(8, random(5))).isNotEqualTo(one.rows(8, random(4)));
    }

    @Test
    void whatTheDataDoNotHaveIsRefused() {
        assertThatThrownBy(() -> data.draw(4, Draw.WITHOUT_REPLACEMENT, random(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a batch of 4 tasks drawn without replacement from 3: draw at most 3, or with replacement");
        assertThatThrownBy(() -> data.draw(0, Draw.WITH_REPLACEMENT, random(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a batch of 0 tasks, must be at least 1");
        assertThatThrownBy(() -> data.take(2, 0).slices(3, random(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a slice of 3 rows of task 0, which has 2: take at most 2");
        assertThatThrownBy(() -> batch().shared(new int[] {0, 1}, manager))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 rows for 3 tasks: as many of each are needed, at least one");
        assertThatThrownBy(() -> data.take(0).shared(new int[] {2}, manager))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void tasksWithoutDataOrOfOtherWidthsAreRefused() {
        assertThatThrownBy(() -> new TaskBatches(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is empty");
        List<ReplayBuffer> empty = List.of(task(0), new ReplayBuffer(1, 2, 1));
        assertThatThrownBy(() -> new TaskBatches(empty))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("task 1 are 0 rows of 2 + 1 numbers");
        ReplayBuffer wide = new ReplayBuffer(1, 3, 1);
        wide.add(new float[3], 0, new float[1], 0, 0, new float[3], 0, false);
        assertThatThrownBy(() -> new TaskBatches(List.of(task(0), wide)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 rows of 3 + 1 numbers; all tasks need rows of 2 + 1");
    }

    /** Task 2 twice and task 1, rows taken more than once among them; two of each are left. */
    @Test
    void rowsApartAreNoneOfThoseTaken() {
        int[] taken = {3, 0, 0, 1, 1, 2, 1, 1, 1};
        int[] rows = batch().rowsApart(50, taken, random(0));
        assertThat(Arrays.copyOfRange(rows, 0, 50)).contains(1, 2).doesNotContain(0, 3);
        assertThat(Arrays.copyOfRange(rows, 50, 100)).contains(0, 3).doesNotContain(1, 2);
        assertThat(Arrays.copyOfRange(rows, 100, 150)).contains(0, 2).doesNotContain(1);
    }

    @Test
    void whereAllRowsAreTakenNoneIsApart() {
        assertThatThrownBy(() -> data.take(0).rowsApart(1, new int[] {0, 1}, random(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("all 2 rows of task 0 are taken, none is left: take at most 1");
    }
}
