package merpo.datagen.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class TrajectoriesTest {
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** Next observations are 10, 20, 30, ... */
    private static ReplayBuffer rewards(int capacity, float... rewards) {
        ReplayBuffer buffer = new ReplayBuffer(capacity, 1, 1);
        float[] zero = {0};
        for (int row = 0; row < rewards.length; row++) {
            float[] next = {10 * (row + 1)};
            buffer.add(zero, 0, zero, 0, rewards[row], next, 0, false);
        }
        return buffer;
    }

    /**
     * Rewards 1, 2, 4 | 8, 16 with gamma 0.5.
     *
     * <pre>
     * G:     1 + 0.5 * 4 = 3, 2 + 0.5 * 4 = 4, 4 | 8 + 0.5 * 16 = 16, 16
     * gamma: 0.125, 0.25, 0.5 | 0.25, 0.5
     * ends:  30, 30, 30 | 50, 50
     * </pre>
     *
     * A second task of one row: 3, 0.5, 10. Rows 0, 1, 3 of the first and thrice the second's.
     */
    @Test
    void everyRowKnowsTheRestOfItsEpisode() {
        ReplayBuffer first = rewards(5, 1, 2, 4, 8, 16);
        ReplayBuffer second = rewards(9, 3);
        List<Trajectories> all =
                List.of(
                        Trajectories.of(first, new int[] {3, 5}, 0.5),
                        Trajectories.of(second, new int[] {1}, 0.5));
        TaskBatch batch = new TaskBatches(List.of(first, second)).take(0, 1);
        Trajectories.Rest rest =
                Trajectories.rest(all, batch, new int[] {0, 1, 3, 0, 0, 0}, manager);
        assertThat(rest.returns().getShape()).isEqualTo(new Shape(2, 3));
        assertThat(rest.returns().toFloatArray()).containsExactly(3, 4, 16, 3, 3, 3);
        assertThat(rest.discount().toFloatArray())
                .containsExactly(0.125f, 0.25f, 0.25f, 0.5f, 0.5f, 0.5f);
        assertThat(rest.lastObservation().getShape()).isEqualTo(new Shape(2, 3, 1));
        assertThat(rest.lastObservation().toFloatArray()).containsExactly(30, 30, 50, 10, 10, 10);
    }

    @Test
    void endsThatDoNotDivideTheRowsAreRefused() {
        ReplayBuffer buffer = rewards(5, 1, 2, 4, 8, 16);
        assertThatThrownBy(() -> Trajectories.of(buffer, new int[] {3, 3, 5}, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "an episode ends at row 3, the one before it at 3: ends must rise from above 0");
        assertThatThrownBy(() -> Trajectories.of(buffer, new int[] {3}, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the last episode ends at row 3, the data have 5 rows: give the end of every episode");
        assertThatThrownBy(() -> Trajectories.of(buffer, new int[] {5}, 1.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Trajectories.discount is 1.5, must be in (0, 1]");
    }

    /** Five rows into room for four: the first is gone. */
    @Test
    void aBufferThatHasForgottenRowsIsRefused() {
        ReplayBuffer buffer = rewards(4, 1, 2, 4, 8, 16);
        assertThatThrownBy(() -> Trajectories.of(buffer, new int[] {4}, 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has overwritten its oldest");
    }
}
