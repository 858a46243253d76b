package merpo.agents.rac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import merpo.agents.Data;
import merpo.agents.TaskData;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.Test;

/** What rewards are multiplied by, told from data by hand. */
class RewardScaleTest {
    private static final double HALF = 0.5; // discount

    /** Rows of state 0, action 0 and these rewards. */
    private static ReplayBuffer rewards(float... rewards) {
        float[][] rows = new float[rewards.length][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = new float[] {0, 0, rewards[row], 0};
        }
        return Data.rows(rows);
    }

    /**
     * Episodes (1, 2) and (3): G = 1 + 2 / 2, 2, 3, of variance 2 / 9. One row after the other (4),
     * (0): G = 4, 0, of variance 4.
     */
    private static final TaskData TWO_TASKS =
            Data.tasks(
                    List.of(rewards(1, 2, 3), rewards(4, 0)),
                    List.of(new int[] {2, 3}, new int[] {1, 2}),
                    0);

    @Test
    void returnsFollowEachRowUntilTheEndOfItsEpisode() {
        assertThat(new RewardScale.Returns().each(TWO_TASKS, HALF))
                .containsExactly(new double[] {3 / Math.sqrt(2), 0.5}, within(1e-12));
    }

    /** Variances 2 / 9 and 4 have the mean 19 / 9. */
    @Test
    void tasksThatShareACriticShareTheMeanVariance() {
        assertThat(new RewardScale.Returns().shared(TWO_TASKS, HALF).value())
                .isCloseTo(3 / Math.sqrt(19), within(1e-12));
    }

    @Test
    void returnsThatAreAllTheSameStayAsTheyAre() {
        TaskData same = Data.tasks(List.of(rewards(0.3f, 0.3f)), List.of(new int[] {1, 2}), 0);
        assertThat(new RewardScale.Returns().each(same, HALF)).containsExactly(1);
    }

    @Test
    void aFixedOneKnowsNoData() {
        RewardScale fixed = new RewardScale.Fixed(5);
        assertThat(fixed.each(TWO_TASKS, HALF)).containsExactly(5, 5);
        assertThat(fixed.shared(TWO_TASKS, HALF)).isEqualTo(fixed);
        assertThatThrownBy(() -> new RewardScale.Fixed(0))
                .hasMessageContaining("RewardScale.value is 0.0, must be positive");
    }
}
