package merpo.agents.pearl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import merpo.agents.Data;
import merpo.agents.Finding;
import merpo.agents.TaskData;
import merpo.agents.context.ContextRows;
import merpo.agents.context.Posterior;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.Test;

/** Tables of posteriors that are known by hand. */
class NarrowingTest {
    @Test
    void contextsDoubleUpToThatOfTheTraining() {
        assertThat(Narrowing.lengths(16, 63)).containsExactly(1, 2, 4, 8, 16);
        assertThat(Narrowing.lengths(16, 64)).containsExactly(1, 2, 4, 8, 16, 64);
        assertThat(Narrowing.lengths(5, 5)).containsExactly(1, 2, 4, 5);
        assertThat(Narrowing.lengths(1, 100)).containsExactly(1, 4);
    }

    /**
     * Two tasks of two dimensions, three contexts. Task 0 at (0, 0), (3, 4), (3, 4): 5, 5 and 0
     * apart; task 1 at (1, 1), (1, 1), (1, 3): 0, 2 and 2. (10 + 4) / 6.
     */
    @Test
    void distancesAreThoseOfContextsOfOneTask() {
        List<float[]> means =
                List.of(
                        new float[] {0, 0, 1, 1},
                        new float[] {3, 4, 1, 1},
                        new float[] {3, 4, 1, 3});
        assertThat(Narrowing.distance(means, 2)).isCloseTo(14 / 6.0, within(1e-9));
    }

    /**
     * Rewards of task 0 are all 2, of task 1 all 8, and the mean reward is the posterior's mean: no
     * two contexts of a task differ. The deviation is that reward over the root of the rows: (2 +
     * 8) / 2 = 5 of one row, 2.5 of four, 1.25 of sixteen.
     */
    @Test
    void deviationsAreMeansOverTasks() {
        TaskData tasks = Data.tasks(List.of(rewards(2), rewards(8)), 0);
        try (NDManager manager = NDManager.newBaseManager()) {
            Finding found =
                    new Narrowing(manager, new ContextRows(4, false), NarrowingTest::belief)
                            .of(tasks);
            assertThat(found.columns()).containsExactly("context_rows", "deviation", "distance");
            double[] rows = {1, 2, 4, 16};
            assertThat(found.rows()).hasSize(rows.length);
            for (int i = 0; i < rows.length; i++) {
                List<Double> row = found.rows().get(i);
                assertThat(row.get(0)).isEqualTo(rows[i]);
                assertThat(row.get(1)).isCloseTo(5 / Math.sqrt(rows[i]), within(1e-5));
                assertThat(row.get(2)).isCloseTo(0, within(1e-6));
            }
        }
    }

    private static ReplayBuffer rewards(float reward) {
        return Data.uniform((s, a, random) -> new float[] {s, reward}, 20, 0);
    }

    private static Posterior belief(NDArray context) {
        long rows = context.getShape().get(1);
        NDArray mean = context.get(":, :, 2:").mean(new int[] {1}); // [T, 1]
        return new Posterior(mean, mean.square().div(rows));
    }
}
