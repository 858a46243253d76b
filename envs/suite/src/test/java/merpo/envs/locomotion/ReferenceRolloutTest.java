package merpo.envs.locomotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.VectorEnvironment;
import merpo.envs.task.Task;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Published states and first rewards of the widely used models, stepped by MuJoCo alone: no noise,
 * controls sin(0.3 t + k).
 */
class ReferenceRolloutTest {
    /**
     * Where a model is after some steps: three positions, the norms of positions and velocities.
     */
    private record State(String id, int steps, List<Double> numbers) {}

    /** The reward of the first step. */
    private record Reward(String id, Task task, double reward) {}

    private static final Task NONE = new Task(0, Map.of());

    @TestFactory
    Stream<DynamicTest> statesAreReached() {
        return Stream.of(
                        new State(
                                "halfcheetah",
                                1,
                                List.of(
                                        0.00206856,
                                        -0.03351830,
                                        -0.02278698,
                                        0.583423975,
                                        14.295221625)),
                        new State(
                                "halfcheetah",
                                5,
                                List.of(
                                        -0.00731366,
                                        -0.35232014,
                                        0.00672601,
                                        1.165765996,
                                        5.800872316)),
                        new State(
                                "halfcheetah-v5",
                                10,
                                List.of(
                                        0.00130712,
                                        -0.22254283,
                                        0.13795839,
                                        1.009771563,
                                        4.350608982)),
                        new State(
                                "hopper",
                                1,
                                List.of(
                                        0.00018837,
                                        1.24956659,
                                        0.00046332,
                                        1.249577706,
                                        1.306604670)),
                        new State(
                                "hopper",
                                5,
                                List.of(
                                        0.00234497,
                                        1.24012007,
                                        0.00598046,
                                        1.243703236,
                                        3.323981295)),
                        new State(
                                "hopper",
                                10,
                                List.of(
                                        0.00313363,
                                        1.21893879,
                                        0.00368661,
                                        1.225974899,
                                        2.783455507)),
                        new State(
                                "hopper-v5",
                                10,
                                List.of(
                                        0.00334066,
                                        1.21965121,
                                        0.00386550,
                                        1.226545788,
                                        2.813981429)),
                        new State(
                                "walker2d",
                                1,
                                List.of(
                                        -0.00034836,
                                        1.24972710,
                                        -0.00156789,
                                        1.251283112,
                                        15.691675080)),
                        new State(
                                "walker2d",
                                5,
                                List.of(
                                        -0.01700920,
                                        1.24373855,
                                        -0.07386271,
                                        1.513399433,
                                        29.505874887)),
                        new State(
                                "walker2d",
                                20,
                                List.of(
                                        -0.17687938,
                                        1.16318960,
                                        -0.84573364,
                                        2.062457758,
                                        62.62860846)),
                        new State(
                                "walker2d-v5",
                                20,
                                List.of(
                                        -0.17671865,
                                        1.16272516,
                                        -0.84639365,
                                        2.052066993,
                                        62.55090955)),
                        new State(
                                "ant",
                                1,
                                List.of(
                                        0.00278583,
                                        -0.01047175,
                                        0.77433707,
                                        1.572559110,
                                        24.344833594)),
                        new State(
                                "ant",
                                5,
                                List.of(
                                        -0.03294461,
                                        -0.03735560,
                                        0.58548094,
                                        2.524556333,
                                        13.841404435)),
                        new State(
                                "ant-v5",
                                5,
                                List.of(
                                        -0.03475613,
                                        -0.04068140,
                                        0.59549716,
                                        2.526964356,
                                        13.839532561)))
                .map(
                        state ->
                                DynamicTest.dynamicTest(
                                        state.id() + " after " + state.steps(),
                                        () -> assertReached(state)));
    }

    private static void assertReached(State state) {
        try (VectorEnvironment environment = atRest(state.id(), NONE)) {
            for (int t = 0; t < state.steps(); t++) {
                environment.step(wave(environment, t));
            }
            double[] q = environment.positions();
            double[] v = environment.velocities();
            double[] actual = {q[0], q[1], q[2], norm(q), norm(v)};
            for (int k = 0; k < 5; k++) {
                assertThat(actual[k])
                        .as("number %d", k)
                        .isCloseTo(state.numbers().get(k), within(k < 3 ? 6e-9 : 1e-8));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> firstRewardsAreUpstreams() {
        return Stream.of(
                        new Reward("halfcheetah", NONE, -0.263338480),
                        new Reward("halfcheetah-v5", NONE, -0.263338480),
                        new Reward("half-cheetah-vel", Task.of(0, "velocity", 1), -1.110983686),
                        new Reward("hopper", NONE, 1.022011239),
                        new Reward("hopper-v5", NONE, 1.022011239),
                        new Reward("walker2d", NONE, 0.953407368),
                        new Reward("ant", NONE, -0.722641253),
                        new Reward("ant-dir", Task.of(0, "goal", 0), -0.722641253),
                        new Reward("ant-fwd-back", Task.of(1, "goal", Math.PI), -0.834159025),
                        new Reward("ant-dir", Task.of(0, "goal", Math.PI / 2), -0.987415764))
                .map(
                        first ->
                                DynamicTest.dynamicTest(
                                        first.id() + " " + first.task().parameters(),
                                        () -> {
                                            try (VectorEnvironment environment =
                                                    atRest(first.id(), first.task())) {
                                                environment.step(wave(environment, 0));
                                                assertThat(environment.rewards()[0])
                                                        .isCloseTo(first.reward(), within(1e-9));
                                            }
                                        }));
    }

    /** The model's pose: standing, nothing moves. */
    private static VectorEnvironment atRest(String id, Task task) {
        EnvironmentDefinition definition = Environments.named(id);
        VectorEnvironment environment = VectorEnvironment.open(definition, List.of(task), 1);
        double[] pose = new double[environment.positionSize()];
        if (id.startsWith("ant")) {
            pose[2] = 0.75;
            pose[3] = 1;
        } else if (id.startsWith("hopper") || id.startsWith("walker")) {
            pose[1] = 1.25;
        }
        environment.setState(0, pose, new double[environment.velocitySize()]);
        return environment;
    }

    private static double[] wave(VectorEnvironment environment, int t) {
        double[] action = new double[environment.definition().actionSize()];
        Arrays.setAll(action, k -> Math.sin(0.3 * t + k));
        return action;
    }

    private static double norm(double[] x) {
        return Math.sqrt(Arrays.stream(x).map(a -> a * a).sum());
    }
}
