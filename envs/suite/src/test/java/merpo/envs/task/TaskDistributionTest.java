package merpo.envs.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import merpo.envs.Environments;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TaskDistributionTest {
    private static final Offset<Double> PRINTED = within(5e-11);

    /** {@code RandomState(1337)}, n = 50: all x first, then all y. */
    @Test
    void windsOfSeed1337AreNumpys() {
        List<Task> tasks = Environments.named("Point-Robot-Wind").tasks().draw(50, 1337);
        double[] x = {-0.0237975325, -0.0341316028, -0.0221873481, -0.0040683113, -0.0178999459};
        double[] y = {0.0335967880, 0.0110237332, 0.0064518979, 0.0497389143, -0.0245275864};
        assertThat(tasks).hasSize(50);
        for (int i = 0; i < 5; i++) {
            assertThat(tasks.get(i).index()).isEqualTo(i);
            assertThat(tasks.get(i).component("wind", 0)).isCloseTo(x[i], PRINTED);
            assertThat(tasks.get(i).component("wind", 1)).isCloseTo(y[i], PRINTED);
        }
        assertThat(tasks.get(49).component("wind", 0)).isCloseTo(0.0472872330, PRINTED);
        assertThat(tasks.get(49).component("wind", 1)).isCloseTo(-0.0374597004, PRINTED);
    }

    @Test
    void velocitiesOfSeed1337AreNumpys() {
        List<Task> tasks = Environments.named("half-cheetah-vel").tasks().draw(100, 1337);
        double[] first = {0.7860740250, 0.4760519165, 0.8343795585, 1.3779506616, 0.9630016216};
        for (int i = 0; i < 5; i++) {
            assertThat(tasks.get(i).scalar("velocity")).isCloseTo(first[i], PRINTED);
        }
        assertThat(tasks.get(99).scalar("velocity")).isCloseTo(0.3762089883, PRINTED);
    }

    /** PEARL's shuffle of 100 goals: goal 2 comes first, at the angle 2 pi / 99. */
    @Test
    void goalsOfSeed1337AreInPearlsOrder() {
        int[] order = new NumpyRandom(1337).permutation(100);
        assertThat(Arrays.copyOf(order, 10)).containsExactly(2, 48, 86, 44, 59, 56, 79, 70, 91, 17);
        assertThat(order[99]).isEqualTo(23);
        Task first = Environments.named("sparse-point-robot").tasks().draw(100, 1337).get(0);
        assertThat(first.vector("goal"))
                .containsExactly(Math.cos(2 * Math.PI / 99), Math.sin(2 * Math.PI / 99));
    }

    @Test
    void directionsLieOnTheWholeCircleAndFwdBackHasTwo() {
        List<Task> drawn = Environments.named("ant-dir").tasks().draw(200, 1337);
        double[] angles = drawn.stream().mapToDouble(task -> task.scalar("goal")).toArray();
        assertThat(Arrays.stream(angles).min().orElseThrow()).isBetween(0.0, 0.3);
        assertThat(Arrays.stream(angles).max().orElseThrow()).isBetween(6.0, 2 * Math.PI);
        assertThat(Environments.named("ant-fwd-back").tasks().draw(2, 5))
                .containsExactly(Task.of(0, "goal", 0.0), Task.of(1, "goal", Math.PI));
    }

    /** Every multiplier lies in 1.5^[-3, 3) or 1.3^[-3, 3) and is its own; zeros stay zero. */
    @Test
    void walkersAreTheNominalOneTimesPowers() {
        List<Task> tasks = Environments.named("walker-2d-params").tasks().draw(25, 1337);
        double thigh = 4.057890511;
        for (Task task : tasks) {
            double[] mass = task.vector("body_mass");
            assertThat(mass).hasSize(8);
            assertThat(mass[0]).isZero();
            assertThat(mass[2] / thigh).isBetween(Math.pow(1.5, -3), Math.pow(1.5, 3));
            double[] damping = task.vector("dof_damping");
            assertThat(damping).hasSize(9).startsWith(0, 0, 0);
            for (int dof = 3; dof < 9; dof++) {
                assertThat(damping[dof] / 0.1).isBetween(Math.pow(1.3, -3), Math.pow(1.3, 3));
            }
            assertThat(task.vector("body_inertia")).hasSize(24).startsWith(0, 0, 0);
            double[] friction = task.vector("geom_friction");
            assertThat(friction).hasSize(24);
            assertThat(friction[0] / 0.7).isBetween(Math.pow(1.5, -3), Math.pow(1.5, 3));
        }
        // the first number of the stream makes the world's mass, the second the torso's
        NumpyRandom random = new NumpyRandom(1337);
        random.uniform(-3, 3);
        assertThat(tasks.get(0).component("body_mass", 1))
                .isCloseTo(3.665191429 * Math.pow(1.5, random.uniform(-3, 3)), within(1e-8));
    }

    @TestFactory
    Stream<DynamicTest> fixedTasksAreTheDrawOfSeed1337() {
        return Stream.of(
                        "walker-2d-params",
                        "half-cheetah-fwd-back",
                        "half-cheetah-vel",
                        "ant-fwd-back",
                        "ant-dir",
                        "point-robot-wind",
                        "sparse-point-robot")
                .map(Environments::named)
                .map(
                        family ->
                                DynamicTest.dynamicTest(
                                        family.id(),
                                        () -> {
                                            TaskDistribution tasks = family.tasks();
                                            TaskSplit fixed = TaskSplit.fixed(family);
                                            assertThat(fixed)
                                                    .isEqualTo(
                                                            TaskSplit.draw(
                                                                    family,
                                                                    tasks.training(),
                                                                    tasks.test(),
                                                                    1337));
                                            fixed.training().forEach(tasks::require);
                                            fixed.test().forEach(tasks::require);
                                        }));
    }

    @Test
    void impossibleTasksAreExplained() {
        TaskDistribution walkers = Environments.named("walker-2d-params").tasks();
        Task sound = walkers.draw(1, 0).get(0);
        assertThatThrownBy(() -> walkers.require(with(sound, "body_mass", 3, -1.0)))
                .hasMessageContaining("Task 0 of walker-2d-params, body_mass[3] is -1.0")
                .hasMessageContaining("must be in (0, ");
        assertThatThrownBy(() -> walkers.require(with(sound, "body_mass", 0, 1.0)))
                .hasMessageContaining("body_mass[0] is 1.0, must be 0");
        assertThatThrownBy(() -> walkers.require(Task.of(4, "body_mass", 1, 2)))
                .hasMessageContaining(
                        "Task 4 of walker-2d-params, body_mass has 2 numbers, must have 8");
        assertThatThrownBy(() -> walkers.require(new Task(0, Map.of())))
                .hasMessageContaining("has no \"body_mass\"")
                .hasMessageContaining("geom_friction [24]");
        TaskDistribution speeds = Environments.named("half-cheetah-vel").tasks();
        assertThatThrownBy(
                        () ->
                                speeds.require(
                                        new Task(
                                                0,
                                                Map.of(
                                                        "velocity", List.of(1.0),
                                                        "wind", List.of(1.0)))))
                .hasMessageContaining("unknown parameter \"wind\", may have velocity [1]");
    }

    private static Task with(Task task, String name, int place, double value) {
        Map<String, List<Double>> parameters = new HashMap<>(task.parameters());
        List<Double> numbers = new ArrayList<>(parameters.get(name));
        numbers.set(place, value);
        parameters.put(name, numbers);
        return new Task(task.index(), parameters);
    }
}
