package merpo.datagen.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.Streams;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReplayBufferTest {
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /**
     * Transition n: observation (n, -n), action n / 100, reward 10 n, successor (n + 1, -n - 1).
     */
    private static void add(ReplayBuffer buffer, int n, boolean terminal) {
        float[] observation = {77, n, -n};
        float[] action = {77, 77, n / 100f};
        float[] next = {n + 1, -n - 1};
        buffer.add(observation, 1, action, 2, 10 * n, next, 0, terminal);
    }

    private static ReplayBuffer filled(int capacity, int from, int to) {
        ReplayBuffer buffer = new ReplayBuffer(capacity, 2, 1);
        for (int n = from; n < to; n++) {
            add(buffer, n, false);
        }
        return buffer;
    }

    @Test
    void whatGoesInComesOut() {
        ReplayBuffer buffer = filled(4, 3, 5);
        float[] observation = new float[6];
        float[] action = new float[3];
        float[] next = new float[6];
        buffer.observation(1, observation, 2);
        buffer.action(1, action, 2);
        buffer.nextObservation(1, next, 2);
        assertThat(observation).containsExactly(0, 0, 0, 0, 4, -4);
        assertThat(action).containsExactly(0, 0, 0.04f);
        assertThat(next).containsExactly(0, 0, 0, 0, 5, -5);
        assertThat(buffer.reward(1)).isEqualTo(40);
    }

    /** Room for three, five come: 3 and 4 take the places of 0 and 1. */
    @Test
    void theOldestIsOverwritten() {
        ReplayBuffer buffer = filled(3, 0, 5);
        assertThat(buffer.size()).isEqualTo(3);
        assertThat(new float[] {buffer.reward(0), buffer.reward(1), buffer.reward(2)})
                .containsExactly(30, 40, 20);
    }

    @Test
    void rowsThatDoNotExistAreRefused() {
        ReplayBuffer buffer = filled(4, 0, 2);
        float[] two = new float[2];
        for (int row : new int[] {-1, 2, 4}) {
            assertThatThrownBy(() -> buffer.reward(row))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> buffer.observation(row, two, 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> buffer.action(row, two, 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> buffer.nextObservation(row, two, 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void impossibleCapacitiesAreRefused() {
        assertThatThrownBy(() -> new ReplayBuffer(0, 2, 1))
                .hasMessage("ReplayBuffer.capacity is 0, must be at least 1");
        assertThatThrownBy(() -> new ReplayBuffer(1 << 30, 17, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ReplayBuffer.capacity is 1073741824");
    }

    /** Task 0 holds rewards 0 ... 40, task 1 holds 1000 ... 1040. */
    @Test
    void everyTaskIsDrawnFromItsOwnBuffer() {
        BatchArrays arrays = new BatchArrays(2, 50, 2, 1);
        List<RandomGenerator> randoms = Streams.perTask(1, "draw", 2);
        Batch batch =
                arrays.draw(List.of(filled(9, 0, 5), filled(9, 100, 105)), randoms, 0, 50)
                        .toBatch(manager);
        assertThat(batch.tasks()).isEqualTo(2);
        assertThat(batch.rows()).isEqualTo(50);
        float[] rewards = batch.reward().toFloatArray();
        float[] observations = batch.observation().toFloatArray();
        float[] successors = batch.nextObservation().toFloatArray();
        float[] actions = batch.action().toFloatArray();
        for (int i = 0; i < 100; i++) {
            float n = rewards[i] / 10;
            assertThat(n).isBetween(i < 50 ? 0f : 100f, i < 50 ? 4f : 104f);
            assertThat(observations[2 * i]).isEqualTo(n);
            assertThat(successors[2 * i + 1]).isEqualTo(-n - 1);
            assertThat(actions[i]).isEqualTo(n / 100);
        }
        assertThat(rewards).contains(0, 10, 20, 30, 40, 1000, 1010, 1020, 1030, 1040);
    }

    /** Rows 1 and 2 are drawn anew; rows 0 and 3 keep what they had. */
    @Test
    void drawingFillsOnlyTheRowsAskedFor() {
        BatchArrays arrays = new BatchArrays(1, 4, 2, 1);
        arrays.draw(List.of(filled(1, 1, 2)), Streams.perTask(1, "a", 1), 0, 4);
        arrays.draw(List.of(filled(1, 2, 3)), Streams.perTask(1, "b", 1), 1, 2);
        assertThat(arrays.toBatch(manager).reward().toFloatArray()).containsExactly(10, 20, 20, 10);
    }

    @Test
    void firstTakesTheFirstRowsInOrder() {
        Batch batch =
                new BatchArrays(2, 3, 2, 1)
                        .first(List.of(filled(9, 0, 5), filled(9, 50, 53)))
                        .toBatch(manager);
        assertThat(batch.reward().toFloatArray()).containsExactly(0, 10, 20, 500, 510, 520);
    }

    @Test
    void whatABufferDoesNotHoldCannotBeTaken() {
        BatchArrays arrays = new BatchArrays(2, 3, 2, 1);
        List<ReplayBuffer> buffers = List.of(filled(9, 0, 5), filled(9, 0, 2));
        assertThatThrownBy(() -> arrays.first(buffers))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the replay buffer of task 1 of the stack has 2 rows, 3 are needed");
        List<ReplayBuffer> empty = List.of(filled(9, 0, 5), filled(9, 0, 0));
        List<RandomGenerator> randoms = Streams.perTask(1, "draw", 2);
        assertThatThrownBy(() -> arrays.draw(empty, randoms, 0, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the replay buffer of task 1 of the stack has 0 rows, 1 are needed");
    }

    @Test
    void onlyATerminalTransitionDoesNotContinue() {
        ReplayBuffer buffer = new ReplayBuffer(3, 2, 1);
        add(buffer, 0, false);
        add(buffer, 1, true);
        add(buffer, 2, false);
        Batch batch = new BatchArrays(1, 3, 2, 1).first(List.of(buffer)).toBatch(manager);
        assertThat(batch.continues().toFloatArray()).containsExactly(1, 0, 1);
    }

    /** Actions 0.5, 1 and -1: atanh of 0.5, 0.999 and -0.999. The actions themselves stay. */
    @Test
    void preTanhIsAtanhPulledInside() {
        ReplayBuffer buffer = filled(3, 50, 51);
        add(buffer, 100, false);
        add(buffer, -100, false);
        Batch batch = new BatchArrays(1, 3, 2, 1).first(List.of(buffer)).toBatch(manager);
        assertThat(batch.preTanh().toFloatArray())
                .containsExactly(new float[] {0.549306f, 3.800201f, -3.800201f}, within(1e-4f));
        assertThat(batch.action().toFloatArray()).containsExactly(0.5f, 1, -1);
    }

    @Test
    void aSliceHasTheNamedRowsOfEveryTask() {
        Batch slice =
                new BatchArrays(2, 4, 2, 1)
                        .first(List.of(filled(9, 0, 4), filled(9, 50, 54)))
                        .toBatch(manager)
                        .slice(1, 3);
        assertThat(slice.rows()).isEqualTo(2);
        assertThat(slice.reward().toFloatArray()).containsExactly(10, 20, 510, 520);
        assertThat(slice.observation().toFloatArray())
                .containsExactly(1, -1, 2, -2, 51, -51, 52, -52);
        assertThat(slice.nextObservation().getShape()).isEqualTo(new Shape(2, 2, 2));
        assertThat(slice.preTanh().getShape()).isEqualTo(new Shape(2, 2, 1));
        assertThat(slice.action().toFloatArray()).containsExactly(0.01f, 0.02f, 0.51f, 0.52f);
        assertThat(slice.continues().toFloatArray()).containsExactly(1, 1, 1, 1);
    }

    /** The arrays may be filled again: a batch holds numbers of its own. */
    @Test
    void aBatchDoesNotChangeWithTheArraysItCameFrom() {
        BatchArrays arrays = new BatchArrays(1, 2, 2, 1);
        Batch batch = arrays.first(List.of(filled(9, 0, 2))).toBatch(manager);
        arrays.first(List.of(filled(9, 7, 9)));
        assertThat(batch.reward().toFloatArray()).containsExactly(0, 10);
    }

    /** Room for three, five came, the last one terminal: rows 3, 4, 2; the next goes to place 2. */
    @Test
    void itGoesOnFromItsState() {
        ReplayBuffer saved = filled(3, 0, 4);
        add(saved, 4, true);
        ReplayBuffer restored = filled(3, 70, 72);
        restored.restore(saved.state());
        add(saved, 5, false);
        add(restored, 5, false);
        for (ReplayBuffer buffer : List.of(saved, restored)) {
            assertThat(new float[] {buffer.reward(0), buffer.reward(1), buffer.reward(2)})
                    .containsExactly(30, 40, 50);
            assertThat(buffer.terminal(1)).isTrue();
            assertThat(buffer.terminal(2)).isFalse();
            float[] both = new float[4];
            buffer.observation(1, both, 0);
            buffer.nextObservation(1, both, 1);
            assertThat(both).containsExactly(4, -4, 5, -5);
            float[] action = new float[1];
            buffer.action(1, action, 0);
            assertThat(action).containsExactly(0.04f);
        }
    }

    @Test
    void aBufferThatIsNotFullGoesOnFilling() {
        ReplayBuffer restored = filled(3, 70, 73);
        restored.restore(filled(3, 0, 1).state());
        assertThat(restored.size()).isEqualTo(1);
        add(restored, 1, false);
        assertThat(restored.size()).isEqualTo(2);
        assertThat(restored.reward(1)).isEqualTo(10);
    }

    @Test
    void aStateDoesNotMoveWithTheBuffer() {
        ReplayBuffer buffer = filled(2, 0, 2);
        ReplayBuffer.State state = buffer.state();
        add(buffer, 9, true);
        assertThat(state.rewards()).containsExactly(0, 10);
        assertThat(state.terminals()).containsExactly(0, 0);
    }

    /** Full at two, the next at 0: in a larger buffer row 0 would be lost and row 2 made up. */
    @Test
    void aStateOfAnotherShapeIsRefused() {
        ReplayBuffer.State full = filled(2, 0, 2).state();
        assertThatThrownBy(() -> new ReplayBuffer(3, 2, 1).restore(full))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "2 rows of 2 + 1 + 2 numbers, the next at 0, do not fit a replay buffer of capacity 3 with observations of 2 and actions of 1");
        for (ReplayBuffer other :
                List.of(
                        new ReplayBuffer(1, 2, 1),
                        new ReplayBuffer(2, 1, 1),
                        new ReplayBuffer(2, 2, 2))) {
            assertThatThrownBy(() -> other.restore(full))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("do not fit a replay buffer");
            assertThat(other.size()).isZero();
        }
    }
}
