package merpo.envs.navigation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import merpo.envs.Environments;
import merpo.envs.VectorEnvironment;
import merpo.envs.task.Task;
import org.junit.jupiter.api.Test;

class PointRobotWindTest {
    private final PointRobotWind definition = new PointRobotWind();

    /**
     * Half action to the right, wind (0.02, -0.01): (0.07, -0.01), so sqrt(0.93^2 + 0.01^2) away.
     */
    @Test
    void aStepIsATenthOfTheActionPlusTheWind() {
        Task task = Task.of(0, "wind", 0.02, -0.01);
        try (VectorEnvironment environment = VectorEnvironment.open(definition, List.of(task), 1)) {
            assertThat(environment.observations()).containsExactly(0.0, 0.0);
            environment.step(new double[] {0.5, 0});
            assertThat(environment.successors()[0]).isCloseTo(0.07, within(1e-15));
            assertThat(environment.successors()[1]).isCloseTo(-0.01, within(1e-15));
            assertThat(environment.rewards()[0]).isCloseTo(-Math.hypot(0.93, 0.01), within(1e-15));
        }
    }

    /** 0.9 + 0.8 + ... + 0.1 = 4.5. */
    @Test
    void withoutWindTheOptimumIsMinusFourAndAHalf() {
        Task calm = Task.of(0, "wind", 0, 0);
        assertThat(PointRobotWind.optimalReturn(calm, 25)).isCloseTo(-4.5, within(1e-12));
        assertThat(PointRobotWind.optimalReturn(calm, 2)).isCloseTo(-1.7, within(1e-12));
    }

    /** Knowing the wind, go straight for the goal on each axis: this attains the bound. */
    @Test
    void theGreedyControllerAttainsTheOptimumInEveryWind() {
        List<Task> tasks = definition.tasks().draw(50, 1337);
        try (VectorEnvironment environment = VectorEnvironment.open(definition, tasks, 1)) {
            double[] returns = new double[50];
            double[] actions = new double[100];
            for (int t = 0; t < definition.horizon(); t++) {
                double[] at = environment.observations();
                for (int i = 0; i < 50; i++) {
                    actions[2 * i] = (1 - at[2 * i] - tasks.get(i).component("wind", 0)) / 0.1;
                    actions[2 * i + 1] = (-at[2 * i + 1] - tasks.get(i).component("wind", 1)) / 0.1;
                }
                environment.step(actions);
                for (int i = 0; i < 50; i++) {
                    returns[i] += environment.rewards()[i];
                }
            }
            for (int i = 0; i < 50; i++) {
                assertThat(returns[i])
                        .isCloseTo(PointRobotWind.optimalReturn(tasks.get(i), 25), within(1e-12));
            }
        }
    }

    @Test
    void foreignTasksAreRefused() {
        assertThatThrownBy(() -> definition.tasks().require(Task.of(3, "direction", 1)))
                .hasMessageContaining("Task 3")
                .hasMessageContaining("wind [2]");
        assertThatThrownBy(() -> definition.tasks().require(Task.of(3, "wind", 0.01)))
                .hasMessageContaining("wind has 1 numbers, must have 2");
        assertThatThrownBy(() -> definition.tasks().require(Task.of(3, "wind", 0.01, 0.1)))
                .hasMessageContaining("0.1");
    }

    @Test
    void anotherGoalMovesTheRewardButHasNoKnownOptimum() {
        Task task = new Task(0, Map.of("wind", List.of(0.0, 0.0), "goal", List.of(0.0, 1.0)));
        try (VectorEnvironment environment = VectorEnvironment.open(definition, List.of(task), 1)) {
            environment.step(new double[] {0, 1});
            assertThat(environment.rewards()[0]).isCloseTo(-0.9, within(1e-15));
        }
        assertThatThrownBy(() -> PointRobotWind.optimalReturn(task, 25))
                .hasMessageContaining("[0.0, 1.0]");
        assertThat(definition.optimalReturn(task)).isEmpty();
    }

    /** At (0.9, 0.1), sqrt(0.02) = 0.1414 from the goal: 1 - 0.1414, or (0.2 - 0.1414) / 0.2. */
    @Test
    void theSparseRewardPaysWithinAFifthOfAMetreInEitherForm() {
        assertThat(sparse("point-robot-wind", 0.9, 0.1)).isCloseTo(0.858578644, within(1e-9));
        assertThat(sparse("point-robot-wind+sparse-reward=rescaled", 0.9, 0.1))
                .isCloseTo(0.292893219, within(1e-9));
        assertThat(sparse("point-robot-wind", 0.79, 0)).isZero();
        assertThat(sparse("point-robot-wind+sparse-reward=rescaled", 0.79, 0)).isZero();
        assertThat(sparse("point-robot-wind", 1, 0)).isEqualTo(1);
    }

    private static double sparse(String id, double x, double y) {
        Task calm = Task.of(0, "wind", 0, 0);
        try (VectorEnvironment environment =
                VectorEnvironment.open(Environments.named(id), List.of(calm), 1)) {
            assertThat(environment.measureNames())
                    .containsExactly("reward_distance", "sparse_reward");
            environment.setState(0, new double[] {x, y}, new double[0]);
            environment.step(new double[2]);
            assertThat(environment.measures()[0]).isEqualTo(environment.rewards()[0]);
            return environment.measures()[1];
        }
    }

    @Test
    void goalsOnTheSemicircleComeAfterTheSameWinds() {
        List<Task> fixed = definition.tasks().draw(50, 1337);
        List<Task> drawn =
                Environments.named("point-robot-wind+goal=semicircle").tasks().draw(50, 1337);
        for (int i = 0; i < 50; i++) {
            assertThat(drawn.get(i).vector("wind")).isEqualTo(fixed.get(i).vector("wind"));
            double[] goal = drawn.get(i).vector("goal");
            assertThat(Math.hypot(goal[0], goal[1])).isCloseTo(1, within(1e-15));
            assertThat(goal[1]).isNotNegative();
        }
    }
}
