package merpo.envs.locomotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.VectorEnvironment;
import merpo.envs.mujoco.ModelSummary;
import merpo.envs.task.Task;
import org.junit.jupiter.api.Test;

class WalkerModelsTest {
    private final EnvironmentDefinition walkers = Environments.named("walker-2d-params");

    /**
     * The first reward of the unvaried model, and the state after 5 steps, as {@link
     * ReferenceRolloutTest}'s.
     */
    @Test
    void theNominalTaskIsTheNominalWalker() {
        try (VectorEnvironment environment =
                VectorEnvironment.open(walkers, List.of(nominal()), 1)) {
            environment.setState(0, standing(), new double[9]);
            environment.step(wave(0));
            assertThat(environment.rewards()[0]).isCloseTo(0.891467196, within(1e-9));
            for (int t = 1; t < 5; t++) {
                environment.step(wave(t));
            }
            assertThat(environment.positions()[0]).isCloseTo(-0.07830112, within(6e-9));
            assertThat(environment.positions()[1]).isCloseTo(1.24279207, within(6e-9));
        }
    }

    /** Three walkers of their own move as each does alone. */
    @Test
    void eachSimulationHasItsOwnModel() {
        List<Task> tasks = walkers.tasks().draw(3, 5);
        try (VectorEnvironment together = VectorEnvironment.open(walkers, tasks, 2)) {
            double[][] paths = new double[3][];
            for (int i = 0; i < 3; i++) {
                together.setState(i, standing(), new double[9]);
            }
            for (int t = 0; t < 5; t++) {
                double[] actions = new double[18];
                for (int i = 0; i < 3; i++) {
                    System.arraycopy(wave(t), 0, actions, 6 * i, 6);
                }
                together.step(actions);
            }
            for (int i = 0; i < 3; i++) {
                paths[i] = Arrays.copyOfRange(together.positions(), 9 * i, 9 * i + 9);
                assertThat(paths[i]).isEqualTo(alone(walkers, tasks.get(i)));
            }
            assertThat(paths[0]).isNotEqualTo(paths[1]);
        }
    }

    @Test
    void anAssignedTaskReplacesTheModelAndLeavesNothingOfTheOldOne() {
        List<Task> tasks = walkers.tasks().draw(2, 5);
        try (VectorEnvironment environment =
                VectorEnvironment.open(walkers, List.of(tasks.get(0)), 1)) {
            environment.assign(0, tasks.get(1));
            environment.setState(0, standing(), new double[9]);
            for (int t = 0; t < 5; t++) {
                environment.step(wave(t));
            }
            assertThat(environment.positions()).isEqualTo(alone(walkers, tasks.get(1)));
        }
    }

    /**
     * Recomputed constants change how soft contacts and limits are; by how much is known: 0.22 at
     * most.
     */
    @Test
    void recomputingConstantsChangesTheMotionALittleUnlessTheModelIsTheNominalOne() {
        EnvironmentDefinition recomputed = Environments.named("walker-2d-params+set-const=on");
        double largest = 0;
        for (Task task : walkers.tasks().draw(10, 1337)) {
            largest = Math.max(largest, distance(alone(walkers, task), alone(recomputed, task)));
        }
        assertThat(largest).isBetween(1e-3, 0.5);
        assertThat(distance(alone(walkers, nominal()), alone(recomputed, nominal())))
                .isLessThan(1e-10);
    }

    private static double[] alone(EnvironmentDefinition definition, Task task) {
        try (VectorEnvironment environment = VectorEnvironment.open(definition, List.of(task), 1)) {
            environment.setState(0, standing(), new double[9]);
            for (int t = 0; t < 5; t++) {
                environment.step(wave(t));
            }
            return environment.positions().clone();
        }
    }

    private static Task nominal() {
        ModelSummary model = Walker2dParams.nominal().source().summary();
        return new Task(
                0,
                Map.of(
                        "body_mass", model.masses(),
                        "body_inertia", model.inertias(),
                        "dof_damping", model.dampings(),
                        "geom_friction", model.frictions()));
    }

    private static double[] standing() {
        return new double[] {0, 1.25, 0, 0, 0, 0, 0, 0, 0};
    }

    private static double[] wave(int t) {
        double[] action = new double[6];
        Arrays.setAll(action, k -> Math.sin(0.3 * t + k));
        return action;
    }

    private static double distance(double[] left, double[] right) {
        double largest = 0;
        for (int k = 0; k < left.length; k++) {
            largest = Math.max(largest, Math.abs(left[k] - right[k]));
        }
        return largest;
    }
}
