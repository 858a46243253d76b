package merpo.envs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import merpo.envs.task.ListedTasks;
import merpo.envs.task.Task;
import merpo.envs.task.TaskDistribution;
import org.junit.jupiter.api.Test;

class TerminationTest {
    /** A point that falls off the edge at x = 0.25, with three steps of time. */
    private static final EnvironmentDefinition CLIFF =
            new EnvironmentDefinition() {
                @Override
                public String id() {
                    return "cliff";
                }

                @Override
                public String summary() {
                    return "Walk to the edge";
                }

                @Override
                public ObservationTable observation() {
                    return ObservationTable.of(ObservationTable.positions("m", "x"));
                }

                @Override
                public Notes notes() {
                    return new Notes("at 0", "over the edge", List.of());
                }

                @Override
                public List<String> actions() {
                    return List.of("x");
                }

                @Override
                public int horizon() {
                    return 3;
                }

                @Override
                public double discount() {
                    return 1;
                }

                @Override
                public TaskDistribution tasks() {
                    return new ListedTasks(List.of(Task.of(0, "edge", 0.25)), "one edge");
                }

                @Override
                public Dynamics dynamics() {
                    return new Dynamics.Planar(
                            (positions, at, actions, from, task) ->
                                    positions[at] += 0.1 * actions[from]);
                }

                @Override
                public void start(
                        double[] positions, double[] velocities, RandomGenerator random) {}

                @Override
                public List<Measure> rewardTerms() {
                    return List.of(new Measure("way", "x' - x", (step, task) -> step.moved("x")));
                }

                @Override
                public boolean terminates(double[] observations, int from) {
                    return observations[from] > 0.25;
                }
            };

    /** Steps of 0.1 reach 0.3 with the last step of time; steps of 0.05 only 0.15. */
    @Test
    void terminatedAndTruncatedAreDifferentThingsAndMayCoincide() {
        Task task = CLIFF.tasks().draw(1, 0).get(0);
        List<Task> tasks = List.of(task, task, task);
        try (VectorEnvironment environment = VectorEnvironment.open(CLIFF, tasks, 1)) {
            double[] actions = {1, 0.5, 1};
            environment.setState(2, new double[] {0.16, 0}, new double[0]);
            environment.step(actions);
            assertThat(environment.terminated()).containsExactly(false, false, true);
            assertThat(environment.truncated()).containsExactly(false, false, false);
            assertThat(environment.successors()[2]).isEqualTo(0.16 + 0.1);
            assertThat(environment.observations()[2]).isZero(); // started anew
            environment.step(actions);
            environment.step(actions);
            assertThat(environment.terminated()).containsExactly(true, false, false);
            assertThat(environment.truncated()).containsExactly(true, true, false);
            assertThat(environment.observations()).containsExactly(0, 0, 0.2);
        }
    }
}
