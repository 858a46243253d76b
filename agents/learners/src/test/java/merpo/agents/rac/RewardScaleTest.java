package merpo.agents.rac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.agents.TaskData;
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.Test;

/** What rewards are multiplied by, told from data by hand. */
class RewardScaleTest {
    private static final double HALF = 0.5; // discount

    private static ReplayBuffer rewards(float... rewards) {
        ReplayBuffer rows = new ReplayBuffer(rewards.length, 1, 1);
        for (float reward : rewards) {
            rows.add(new float[1], 0, new float[1], 0, reward, new float[1], 0, false);
        }
        return rows;
    }

    private static TaskData data(List<ReplayBuffer> rows, List<int[]> ends) {
        return new TaskData(
                rows,
                ends,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                observation -> false,
                Seeds.one(0, rows.size()));
    }

    /**
     * Episodes (1, 2) and (3): G = 1 + 2 / 2, 2, 3, of variance 2 / 9. One row after the other (4),
     * (0): G = 4, 0, of variance 4.
     */
    private static final TaskData TWO_TASKS =
            data(
                    List.of(rewards(1, 2, 3), rewards(4, 0)),
                    List.of(new int[] {2, 3}, new int[] {1, 2}));

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
        TaskData same = data(List.of(rewards(0.3f, 0.3f)), List.of(new int[] {1, 2}));
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
