package merpo.envs.locomotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import merpo.envs.Environments;
import merpo.envs.Layout;
import merpo.envs.Measure;
import merpo.envs.Row;
import merpo.envs.Step;
import merpo.envs.VectorEnvironment;
import merpo.envs.task.Task;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HalfCheetahFwdBackTest {
    private static final Task BACKWARD = Task.of(0, "direction", -1.0);
    private static final Task FORWARD = Task.of(1, "direction", 1.0);
    private static final Offset<Double> PRINTED = within(6e-9);

    private final HalfCheetahFwdBack definition = new HalfCheetahFwdBack();

    /** No noise, controls sin(0.3 t + k): qpos[0..2] and the norms of qpos and qvel. */
    @Test
    void referenceStatesAreReached() {
        Map<Integer, double[]> reference =
                Map.of(
                        1,
                                new double[] {
                                    0.00206856, -0.03351830, -0.02278698, 0.583423975, 14.295221625
                                },
                        5,
                                new double[] {
                                    -0.00731366, -0.35232014, 0.00672601, 1.165765996, 5.800872316
                                },
                        10,
                                new double[] {
                                    0.00130712, -0.22254283, 0.13795839, 1.009771563, 4.350608982
                                },
                        20,
                                new double[] {
                                    -0.06083159, -0.08576145, -0.89779493, 1.262011738, 4.132997990
                                });
        try (VectorEnvironment environment = atRest(FORWARD)) {
            for (int t = 0; t < 20; t++) {
                environment.step(wave(t));
                double[] expected = reference.get(t + 1);
                if (expected != null) {
                    double[] q = environment.positions();
                    double[] actual = {q[0], q[1], q[2], norm(q), norm(environment.velocities())};
                    for (int k = 0; k < 5; k++) {
                        assertThat(actual[k])
                                .as("number %d after step %d", k, t + 1)
                                .isCloseTo(expected[k], within(t < 10 ? 6e-9 : 1e-7));
                    }
                }
            }
        }
    }

    @Test
    void firstRewardsAndTheLaggedTorsoAreUpstreams() {
        try (VectorEnvironment environment = atRest(FORWARD)) {
            environment.step(wave(0));
            assertThat(environment.rewards()[0]).isCloseTo(-0.110983686, PRINTED);
            assertThat(Arrays.copyOfRange(environment.successors(), 17, 20))
                    .containsExactly(new double[] {0.00130964, 0, 0.67623065}, PRINTED);
        }
        try (VectorEnvironment environment = atRest(BACKWARD)) {
            environment.step(wave(0));
            assertThat(environment.rewards()[0]).isCloseTo(-0.193725900, PRINTED);
        }
    }

    /** From 1.0 m to 1.2 m in 0.05 s: 4 m/s; action (1, -1, 0.5, 0, 0, 0): effort 2.25. */
    @Test
    void rewardIsSpeedInTheTasksDirectionLessTheEffort() {
        Layout layout = new Layout(1, 0, 0, Map.of("rootx", 0), Map.of(), Map.of());
        Row before = Row.of(layout, new double[] {1.0}, new double[0], new double[0]);
        Row after = Row.of(layout, new double[] {1.2}, new double[0], new double[0]);
        double[] action = {1, -1, 0.5, 0, 0, 0};
        // 1 * 4 - 0.05 * 2.25   and   -1 * 4 - 0.05 * 2.25
        Step step = Step.of(before, after, action);
        assertThat(Measure.total(definition.rewardTerms(), step, FORWARD))
                .isCloseTo(3.8875, within(1e-12));
        assertThat(Measure.total(definition.rewardTerms(), step, BACKWARD))
                .isCloseTo(-4.1125, within(1e-12));
    }

    @Test
    void startsAreNoisyInTheStatedBounds() {
        List<Task> tasks = Collections.nCopies(200, FORWARD);
        try (VectorEnvironment environment = VectorEnvironment.open(definition, tasks, 1)) {
            environment.reset(7);
            double[] q = environment.positions();
            double[] v = environment.velocities();
            assertThat(Arrays.stream(q).max().orElseThrow()).isBetween(0.09, 0.1);
            assertThat(Arrays.stream(q).min().orElseThrow()).isBetween(-0.1, -0.09);
            assertThat(Arrays.stream(q).average().orElseThrow()).isCloseTo(0, within(0.005));
            // standard deviation 0.1 over 1800 draws
            assertThat(norm(v) / Math.sqrt(v.length)).isCloseTo(0.1, within(0.005));
        }
    }

    @Test
    void tasksAreBackwardThenForward() {
        assertThat(definition.tasks().draw(2, 99)).containsExactly(BACKWARD, FORWARD);
    }

    private static VectorEnvironment atRest(Task task) {
        VectorEnvironment environment =
                VectorEnvironment.open(
                        Environments.named("half-cheetah-fwd-back"), List.of(task), 1);
        environment.setState(0, new double[9], new double[9]);
        return environment;
    }

    private static double[] wave(int t) {
        double[] action = new double[6];
        Arrays.setAll(action, k -> Math.sin(0.3 * t + k));
        return action;
    }

    private static double norm(double[] x) {
        return Math.sqrt(Arrays.stream(x).map(a -> a * a).sum());
    }
}
