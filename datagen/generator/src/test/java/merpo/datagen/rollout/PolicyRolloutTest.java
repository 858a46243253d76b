package merpo.datagen.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.nn.Actor;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;
import merpo.envs.navigation.PointRobotWind;
import merpo.envs.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PolicyRolloutTest {
    private static final Policy POLICY = new Policy(2, 2, 1, 8);
    private static final List<Task> TASKS =
            List.of(Task.of(0, "wind", 0, 0), Task.of(1, "wind", 0.05, 0));
    private static final int HORIZON = 25;

    private NDManager manager;
    private PolicyRollout rollout;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
        rollout = new PolicyRollout(new PointRobotWind(), TASKS, 3, 1);
    }

    @AfterEach
    void close() {
        rollout.close();
        manager.close();
    }

    private ParameterStack drawn() {
        return POLICY.initialize(manager, Streams.perTask(1, "weights", TASKS.size()));
    }

    private Actor stochastic(long seed) {
        return Actor.stochastic(POLICY, drawn(), Streams.perTask(seed, "actions", TASKS.size()));
    }

    private static Actor uniform(long seed) {
        return new Actor.Uniform(2, 2, Streams.perTask(seed, "actions", TASKS.size()));
    }

    private List<Dataset> collect(Actor actor) {
        return Collector.collect(rollout, actor, 3, new long[] {100, 200});
    }

    /**
     * All weights 0, so the action is 0 and the robot goes with the wind. Without wind it stays one
     * metre off: -25. With 0.05 m a step it is |1 - 0.05 t| off: 20 - 0.05 * 210 = 9.5 m until the
     * goal and 0.05 * (1 + ... + 5) = 0.75 m beyond it.
     */
    @Test
    void theReturnIsTheSumOfRewardsOfOneWholeEpisode() {
        ParameterStack still = drawn();
        still.restore(new float[still.size()]);
        double[][] returns = rollout.returns(Actor.deterministic(POLICY, still), 0);
        assertThat(returns).hasDimensions(2, 3);
        assertThat(returns[0]).containsExactly(new double[] {-25, -25, -25}, within(1e-9));
        assertThat(returns[1]).containsExactly(new double[] {-10.25, -10.25, -10.25}, within(1e-9));
    }

    /**
     * The wind blows task 1 beyond 0.31 m at step 7: 7 - 0.05 * 28 = 5.6 m. The steps that its
     * simulation still takes, until task 0 is done, do not count.
     */
    @Test
    void anEpisodeThatEndsEarlyCountsOnce() {
        ParameterStack still = drawn();
        still.restore(new float[still.size()]);
        try (PolicyRollout fenced = new PolicyRollout(new FencedPointRobot(0.31), TASKS, 2, 1)) {
            double[][] returns = fenced.returns(Actor.deterministic(POLICY, still), 0);
            assertThat(returns[0]).containsExactly(new double[] {-25, -25}, within(1e-9));
            assertThat(returns[1]).containsExactly(new double[] {-5.6, -5.6}, within(1e-9));
        }
    }

    /** Ended is terminal, out of time is a timeout; either way the true successor is kept. */
    @Test
    void aDatasetTellsTheEndOfTheTaskFromTheEndOfTime() {
        try (PolicyRollout fenced = new PolicyRollout(new FencedPointRobot(0.31), TASKS, 20, 1)) {
            List<Dataset> datasets = Collector.collect(fenced, uniform(1), 3, new long[] {1, 1});
            int ended = 0;
            for (Dataset dataset : datasets) {
                assertThat(dataset.episodeIds()[dataset.size() - 1]).isEqualTo(19);
                for (int row = 0; row < dataset.size(); row++) {
                    boolean beyond = dataset.nextObservations()[2 * row] > 0.31f;
                    assertThat(dataset.terminals()[row]).isEqualTo(beyond);
                    ended += beyond ? 1 : 0;
                }
            }
            assertThat(ended).isBetween(20, 39);
        }
    }

    @Test
    void theObserverSeesEveryStepOfEveryEpisodeOnce() {
        double[] sums = new double[6];
        int[] steps = new int[6];
        double[][] returns =
                rollout.returns(
                        stochastic(1),
                        0,
                        (simulation, step) -> {
                            assertThat(step.number()).isEqualTo(steps[simulation]);
                            steps[simulation]++;
                            sums[simulation] += step.environment().rewards()[simulation];
                        });
        assertThat(steps).containsOnly(HORIZON);
        assertThat(Arrays.stream(returns).flatMapToDouble(Arrays::stream).toArray())
                .isEqualTo(sums);
    }

    @Test
    void aDatasetHoldsWholeEpisodesOfItsOwnTask() {
        List<Dataset> datasets = collect(uniform(1));
        assertThat(datasets).hasSize(2);
        for (int task = 0; task < 2; task++) {
            Dataset dataset = datasets.get(task);
            double wind = TASKS.get(task).component("wind", 0);
            assertThat(dataset.size()).isEqualTo(3 * HORIZON);
            assertThat(dataset.checkpointSteps()).containsOnly(task == 0 ? 100L : 200L);
            assertThat(dataset.terminals()).containsOnly(false);
            for (int row = 0; row < dataset.size(); row++) {
                boolean last = row % HORIZON == HORIZON - 1;
                assertThat((float) dataset.positions()[2 * row])
                        .isEqualTo(dataset.observations()[2 * row]);
                assertThat(dataset.timeouts()[row]).isEqualTo(last);
                float moved = dataset.nextObservations()[2 * row] - dataset.observations()[2 * row];
                assertThat(moved)
                        .isCloseTo(
                                (float) (0.1 * dataset.actions()[2 * row] + wind), within(1e-6f));
                if (!last) {
                    assertThat(dataset.observations()[2 * row + 2])
                            .isEqualTo(dataset.nextObservations()[2 * row]);
                }
            }
        }
    }

    @Test
    void theReturnsAreThoseOfTheRecordedRewards() {
        double[] recorded = new double[2];
        List<Dataset> datasets = collect(stochastic(1));
        for (int task = 0; task < 2; task++) {
            for (float reward : datasets.get(task).rewards()) {
                recorded[task] += reward;
            }
        }
        double[][] returns = rollout.returns(stochastic(1), 3);
        for (int task = 0; task < 2; task++) {
            assertThat(Arrays.stream(returns[task]).sum()).isCloseTo(recorded[task], within(1e-4));
        }
    }

    @Test
    void theSameSeedGivesTheSameBytes() {
        List<Dataset> one = collect(stochastic(1));
        assertThat(collect(stochastic(1))).isEqualTo(one);
        assertThat(collect(stochastic(2))).isNotEqualTo(one);
    }

    /** A task's data do not depend on the tasks beside it. */
    @Test
    void aTaskAloneMakesTheSameData() {
        Dataset together = collect(stochastic(1)).get(0);
        try (PolicyRollout alone =
                        new PolicyRollout(new PointRobotWind(), TASKS.subList(0, 1), 3, 1);
                ParameterStack first = drawn().gather(0)) {
            Actor actor = Actor.stochastic(POLICY, first, Streams.perTask(1, "actions", 1));
            Dataset dataset = Collector.collect(alone, actor, 3, new long[] {100}).get(0);
            assertThat(dataset.actions()).containsExactly(together.actions(), within(1e-6f));
            assertThat(dataset.rewards()).containsExactly(together.rewards(), within(1e-6f));
        }
    }

    @Test
    void theDeterministicActionIsTanhOfTheMeanAndHasNoDensity() {
        float[] observations = new float[12];
        Arrays.fill(observations, 0.5f);
        ParameterStack parameters = drawn();
        Policy.Acted acted = Actor.deterministic(POLICY, parameters).act(observations);
        NDArray s = manager.create(observations, new Shape(2, 3, 2));
        assertThat(acted.actions())
                .isEqualTo(POLICY.at(s, parameters.constant()).mode().toFloatArray());
        assertThat(acted.logProb()).isEmpty();
        assertThat(rollout.returns(Actor.deterministic(POLICY, parameters), 0))
                .isDeepEqualTo(rollout.returns(Actor.deterministic(POLICY, parameters), 0));
    }

    @Test
    void aDeterministicPolicyIsNotRecordedForItHasNoDensity() {
        assertThatThrownBy(() -> collect(Actor.deterministic(POLICY, drawn())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("deterministic")
                .hasMessageContaining("density");
    }

    /** The density of the recorded action at the recorded observation, worked out again. */
    @Test
    void theRecordedDensityIsThatOfTheRecordedAction() {
        ParameterStack parameters = drawn();
        List<Dataset> datasets = collect(stochastic(1));
        int rows = 3 * HORIZON;
        float[] observations = new float[2 * 2 * rows];
        float[] preTanh = new float[2 * 2 * rows];
        List<Float> recorded = new ArrayList<>();
        for (int task = 0; task < 2; task++) {
            Dataset dataset = datasets.get(task);
            System.arraycopy(dataset.observations(), 0, observations, task * 2 * rows, 2 * rows);
            for (int i = 0; i < 2 * rows; i++) {
                double a = dataset.actions()[i];
                preTanh[task * 2 * rows + i] = (float) (0.5 * Math.log((1 + a) / (1 - a)));
            }
            for (float logProb : dataset.actionLogProbs()) {
                recorded.add(logProb);
            }
        }
        NDArray s = manager.create(observations, new Shape(2, rows, 2));
        float[] again =
                POLICY.at(s, parameters.constant())
                        .logProb(manager.create(preTanh, new Shape(2, rows, 2)))
                        .toFloatArray();
        for (int i = 0; i < again.length; i++) {
            assertThat(again[i]).isCloseTo(recorded.get(i), within(2e-2f));
        }
    }

    /** The box [-1, 1]^2 has volume 4: density 1/4, its logarithm -2 log 2. */
    @Test
    void uniformActionsFillTheBoxAndKnowTheirDensity() {
        Policy.Acted acted = uniform(1).act(new float[2 * 2 * 1000]);
        assertThat(acted.logProb()).hasSize(2000).containsOnly((float) (-2 * Math.log(2)));
        assertThat(acted.actions()).hasSize(4000);
        double sum = 0;
        double squares = 0;
        for (float action : acted.actions()) {
            assertThat(action).isBetween(-1f, 1f);
            sum += action;
            squares += action * action;
        }
        assertThat(sum / 4000).isCloseTo(0, within(0.05)); // 5 deviations of the mean
        assertThat(squares / 4000).isCloseTo(1 / 3.0, within(0.025));
    }

    @Test
    void generatorsOfAnotherNumberThanTasksAreRefused() {
        Actor one = Actor.stochastic(POLICY, drawn(), Streams.perTask(1, "actions", 1));
        assertThatThrownBy(() -> one.act(new float[12])).isInstanceOf(IllegalStateException.class);
    }
}
