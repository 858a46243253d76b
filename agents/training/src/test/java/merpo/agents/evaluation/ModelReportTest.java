package merpo.agents.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import merpo.agents.dynamics.TaskModels.Quality;
import merpo.envs.task.Task;
import org.junit.jupiter.api.Test;

class ModelReportTest {
    private static final List<Task> TASKS =
            List.of(Task.of(3, "mass", 1), Task.of(5, "mass", 2), Task.of(8, "mass", 3));

    /** Models that explain these shares of the reward's variance, and nothing else. */
    private static List<Quality> rewards(double... shares) {
        return Arrays.stream(shares)
                .mapToObj(share -> new Quality(new int[1], new double[1], new double[] {0, share}))
                .toList();
    }

    @Test
    void oneSentenceTellsOfAllModelsThatAreNotTrusted() {
        assertThat(ModelReport.warning("test", TASKS, rewards(0.95, 0.89, -0.4)))
                .hasValueSatisfying(
                        text ->
                                assertThat(text)
                                        .startsWith("2 of 3 models of test tasks explain")
                                        .contains(
                                                "less than 90 %",
                                                "that of task 8 nothing of it: give"));
    }

    /** A reward that never changes has no variance to explain. */
    @Test
    void goodModelsAndConstantRewardsAreSilent() {
        assertThat(ModelReport.warning("test", TASKS, rewards(0.9, 1, Double.NaN))).isEmpty();
    }
}
