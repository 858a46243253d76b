package merpo.agents.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import merpo.agents.Data;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Rollouts in models made by hand: member m adds 10 m to the state. */
class ModelRolloutsTest {
    private static final int ROWS = 200;
    private static final Policy POLICY = new Policy(1, 1, 1, 4);
    private static final Standardization RAW =
            new Standardization(
                    new double[2], new double[] {1, 1}, new double[2], new double[] {1, 1});

    /** All starts are 5. */
    private static final ReplayBuffer FIVE = Data.rows(new float[] {5, 0, 0, 0});

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** One imagined transition. */
    private record Row(float state, float action, float reward, float next, boolean terminal) {}

    /**
     * Four members with one hidden unit each, {@code swish(10 + a)}, which is 10 + a but for 1e-3:
     * the change of the state is {@code 10 m + a}, the reward 7.
     */
    private static float[] parameters(float logVariance) {
        float[] values = new float[4 * (2 + 1 + 4 + 4) + 4];
        for (int member = 0; member < 4; member++) {
            values[member * 2 + 1] = 1; // hidden unit: weight of the action
            values[8 + member] = 10; // its bias
            values[12 + member * 4] = 1; // head: change of the state
            int bias = 28 + member * 4;
            values[bias] = 10 * member - 10;
            values[bias + 1] = 7;
            values[bias + 2] = logVariance;
            values[bias + 3] = logVariance;
        }
        values[44] = values[45] = 0.5f;
        values[46] = values[47] = -10;
        return values;
    }

    private TaskModels models(float logVariance, int... elites) {
        return models(List.of(RAW), parameters(logVariance), elites);
    }

    /** One model per scale, all with the same parameters and elites. */
    private TaskModels models(List<Standardization> scales, float[] parameters, int... elites) {
        DynamicsNetwork network = new DynamicsNetwork(1, 1, 1, 1, 4);
        float[] all = new float[0];
        for (int task = 0; task < scales.size(); task++) {
            all = DynamicsNetwork.concat(all, parameters);
        }
        TaskModels.Quality quality =
                new TaskModels.Quality(elites, new double[4], new double[] {1, 1});
        TaskModels.Quality[] each = new TaskModels.Quality[scales.size()];
        Arrays.fill(each, quality);
        return new TaskModels(network, scales, network.parameters(manager, all), each);
    }

    private List<Row> imagine(
            TaskModels models, ModelRollouts.Termination termination, Rollouts rollouts) {
        int[] streams = IntStream.range(0, models.tasks()).toArray();
        return imagine(models, termination, rollouts, streams).get(0);
    }

    /**
     * @param streams which generator each task has
     * @return the rows of each task
     */
    private List<List<Row>> imagine(
            TaskModels models,
            ModelRollouts.Termination termination,
            Rollouts rollouts,
            int... streams) {
        int tasks = models.tasks();
        ModelRollouts imagination =
                new ModelRollouts(
                        models,
                        termination,
                        ModelRollouts.buffers(tasks, (int) rollouts.transitions(), 1, 1));
        List<RandomGenerator> randoms =
                Arrays.stream(streams).mapToObj(i -> Streams.of(0, "rollout", i)).toList();
        try (ParameterStack actor = POLICY.initialize(manager, Streams.perTask(0, "actor", 1));
                ParameterStack actors = actor.repeat(tasks)) {
            List<ReplayBuffer> real = Collections.nCopies(tasks, FIVE);
            imagination.rollOut(manager, POLICY, actors, real, randoms, rollouts);
        }
        return imagination.imagined().stream().map(ModelRolloutsTest::rows).toList();
    }

    private static List<Row> rows(ReplayBuffer buffer) {
        List<Row> rows = new ArrayList<>();
        float[] values = new float[3];
        for (int row = 0; row < buffer.size(); row++) {
            buffer.observation(row, values, 0);
            buffer.action(row, values, 1);
            buffer.nextObservation(row, values, 2);
            rows.add(
                    new Row(
                            values[0],
                            values[1],
                            buffer.reward(row),
                            values[2],
                            buffer.terminal(row)));
        }
        return rows;
    }

    /** Actions are within [-1, 1], so the change tells the member. */
    private static int member(Row row) {
        return Math.round((row.next() - row.state()) / 10);
    }

    /** Not one elite per batch, and never a member that is none. */
    @Test
    void eachRowFollowsOneEliteDrawnForIt() {
        try (TaskModels models = models(-20, 1, 3)) {
            List<Row> rows = imagine(models, s -> false, Rollouts.of(1, ROWS));
            Set<Integer> members = new TreeSet<>();
            rows.forEach(row -> members.add(member(row)));
            assertThat(members).containsExactly(1, 3);
            assertThat(rows.stream().filter(row -> member(row) == 3).count())
                    .isBetween(70L, 130L); // half of 200
        }
    }

    /** Rows keep their order from step to step while none ends. */
    @Test
    void anotherEliteMayBeDrawnInEveryStep() {
        try (TaskModels models = models(-20, 1, 3)) {
            List<Row> rows = imagine(models, s -> false, Rollouts.of(3, ROWS));
            assertThat(rows).hasSize(3 * ROWS);
            for (int step = 1; step < 3; step++) {
                int same = 0;
                for (int row = 0; row < ROWS; row++) {
                    Row before = rows.get((step - 1) * ROWS + row);
                    Row after = rows.get(step * ROWS + row);
                    assertThat(after.state()).isEqualTo(before.next());
                    same += member(before) == member(after) ? 1 : 0;
                }
                assertThat(same).isBetween(70, 130);
            }
        }
    }

    /** Not the policy's mode. */
    @Test
    void actionsStoredAreTheOnesExecutedAndVary() {
        try (TaskModels models = models(-20, 0)) {
            List<Row> rows = imagine(models, s -> false, Rollouts.of(1, ROWS));
            Set<Float> different = new TreeSet<>();
            for (Row row : rows) {
                // the model's least deviation is e^-5
                assertThat(row.next() - 5).isCloseTo(row.action(), within(0.04f));
                different.add(row.action());
                assertThat(row.state()).isEqualTo(5);
            }
            assertThat(different).hasSizeGreaterThan(ROWS / 2);
            assertThat(rows.get(0).reward()).isCloseTo(7, within(0.04f));
        }
    }

    /** Two hundred draws from [-1, 1]: a quarter, 50, in each half of either side. */
    @Test
    void uniformActionsComeFromTheWholeRange() {
        try (TaskModels models = models(-20, 0)) {
            Rollouts rollouts = new Rollouts(1, ROWS, Rollouts.Actions.UNIFORM, Rollouts.FAR);
            int[] count = new int[4];
            for (Row row : imagine(models, s -> false, rollouts)) {
                count[(int) Math.floor(2 * (row.action() + 1))]++;
                assertThat(row.next() - 5).isCloseTo(row.action(), within(0.04f));
            }
            for (int quarter : count) {
                assertThat(quarter).isBetween(30, 70);
            }
        }
    }

    /** Raw log variance 20 is held at 0.5: deviation e^0.25 = 1.284. */
    @Test
    void successorsAndRewardsAreDrawn() {
        try (TaskModels models = models(20, 0)) {
            double reward = 0;
            double next = 0;
            for (Row row : imagine(models, s -> false, Rollouts.of(1, 5 * ROWS))) {
                reward += Math.pow(row.reward() - 7, 2);
                next += Math.pow(row.next() - 5 - row.action(), 2);
            }
            assertThat(Math.sqrt(reward / 5 / ROWS)).isCloseTo(1.284, within(0.1));
            assertThat(Math.sqrt(next / 5 / ROWS)).isCloseTo(1.284, within(0.1));
        }
    }

    /**
     * Scale 1 knows actions as (a - 0.5) / 2, changes of the state as (d - 3) / 4 and rewards as (r
     * + 20) / 0.5: member 0 then means d = 3 + 4 (a - 0.5) / 2 = 2 + 2 a and r = 3.5 - 20.
     */
    @Test
    void eachTasksModelSpeaksInItsOwnScales() {
        Standardization other =
                new Standardization(
                        new double[] {0, 0.5},
                        new double[] {1, 2},
                        new double[] {3, -20},
                        new double[] {4, 0.5});
        try (TaskModels models = models(List.of(RAW, other), parameters(-20), 0);
                TaskModels second = models.gather(1)) {
            List<Row> of = imagine(models, s -> false, Rollouts.of(1, ROWS), 0, 1).get(1);
            for (Row row : of) {
                // deviation e^-5 times 4
                assertThat(row.next() - 5).isCloseTo(2 + 2 * row.action(), within(0.15f));
                assertThat(row.reward()).isCloseTo(-16.5f, within(0.02f));
            }
            assertThat(imagine(second, s -> false, Rollouts.of(1, ROWS), 1).get(0)).isEqualTo(of);
        }
    }

    @Test
    void terminatedRowsAreStoredAndThenDropped() {
        try (TaskModels models = models(-20, 0, 2)) {
            // member 2 ends a row; the first step ends about half, the second half of the rest
            List<Row> rows = imagine(models, s -> s[0] > 15, Rollouts.of(2, ROWS));
            List<Row> first = rows.subList(0, ROWS);
            List<Row> second = rows.subList(ROWS, rows.size());
            assertThat(rows).allMatch(row -> row.terminal() == row.next() > 15);
            assertThat(first).anyMatch(Row::terminal);
            assertThat(second).anyMatch(Row::terminal);
            assertThat(second)
                    .extracting(Row::state)
                    .isEqualTo(
                            first.stream().filter(row -> !row.terminal()).map(Row::next).toList());
        }
    }

    @Test
    void whereEveryRowHasEndedTheRolloutIsOver() {
        try (TaskModels models = models(-20, 0, 2)) {
            assertThat(imagine(models, s -> true, Rollouts.of(5, ROWS))).hasSize(ROWS);
        }
    }

    /** Member 3 adds 30 to a state of 5: 35, 65, 95 and then 125, more than 100. */
    @Test
    void divergenceEndsARollout() {
        try (TaskModels models = models(-20, 3)) {
            List<Row> guarded = imagine(models, s -> false, Rollouts.of(6, 10));
            assertThat(guarded).hasSize(4 * 10);
            assertThat(guarded).allMatch(row -> row.terminal() == row.next() > 110);
            Rollouts free = new Rollouts(6, 10, Rollouts.Actions.POLICY, Double.POSITIVE_INFINITY);
            assertThat(imagine(models, s -> false, free)).hasSize(6 * 10).noneMatch(Row::terminal);
        }
    }

    @Test
    void aPredictionThatIsNoNumberStopsTheRollout() {
        float[] broken = parameters(-20);
        broken[28 + 1] = Float.NaN; // member 0's reward
        try (TaskModels models = models(List.of(RAW), broken, 0, 1)) {
            assertThatThrownBy(() -> imagine(models, s -> false, Rollouts.of(1, ROWS)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(
                            "Rollout step 1 of task 0: the model predicts reward[0] = NaN, must be finite");
        }
    }

    /** The tasks lose different rows on the way, so that their numbers differ within the stack. */
    @Test
    void aTasksRolloutsDoNotDependOnTheOthers() {
        Rollouts rollouts = Rollouts.of(4, ROWS);
        ModelRollouts.Termination far = s -> s[0] > 32;
        try (TaskModels two = models(List.of(RAW, RAW), parameters(-1), 0, 1, 2);
                TaskModels one = two.gather(0)) {
            List<List<Row>> together = imagine(two, far, rollouts, 0, 1);
            assertThat(together.get(0)).hasSizeBetween(ROWS, 4 * ROWS - 1);
            assertThat(together.get(1).size()).isNotEqualTo(together.get(0).size());
            for (int task = 0; task < 2; task++) {
                List<Row> alone = imagine(one, far, rollouts, task).get(0);
                assertThat(alone).hasSameSizeAs(together.get(task));
                for (int row = 0; row < alone.size(); row++) {
                    Row expected = alone.get(row);
                    Row stacked = together.get(task).get(row);
                    assertThat(stacked.next()).isCloseTo(expected.next(), within(1e-3f));
                    assertThat(stacked.reward()).isCloseTo(expected.reward(), within(1e-3f));
                    assertThat(stacked.terminal()).isEqualTo(expected.terminal());
                }
            }
            assertThat(imagine(two, far, rollouts, 0, 1)).isEqualTo(together);
        }
    }

    @Test
    void rolloutsLeaveNoArraysBehind() {
        try (TaskModels models = models(-20, 0, 2)) {
            ModelRollouts imagination =
                    new ModelRollouts(models, s -> s[0] > 15, ModelRollouts.buffers(1, 5, 1, 1));
            ParameterStack actor = POLICY.initialize(manager, Streams.perTask(0, "actor", 1));
            int before = manager.getManagedArrays().size();
            imagination.rollOut(
                    manager,
                    POLICY,
                    actor,
                    List.of(FIVE),
                    Streams.perTask(0, "rollout", 1),
                    Rollouts.of(3, 20));
            assertThat(manager.getManagedArrays()).hasSize(before);
            assertThat(imagination.imagined().get(0).size()).isEqualTo(5); // the newest
            actor.close();
        }
    }
}
