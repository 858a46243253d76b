package merpo.agents.macaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import merpo.agents.Candidate;
import merpo.agents.Data;
import merpo.agents.KeepableActor;
import merpo.agents.LearnerLaws;
import merpo.agents.OfflineLearner;
import merpo.agents.TaskData;
import merpo.agents.macaw.MacawConfig.MetaBatch;
import merpo.agents.macaw.MacawConfig.ReturnScale;
import merpo.datagen.nn.FixedGaussian;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.snapshot.Snapshot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is easily done wrong in MACAW, and that it learns. */
class MacawTest {
    private static final MetaBatch BATCH = new MetaBatch(2, 16, 1);

    @TempDir private Path directory;
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** Two tasks of one state: an action is worth itself in the one, its negative in the other. */
    private static TaskData opposite(int count, long seed) {
        return Tiny.episodes(
                Stream.of(1, -1)
                        .map(
                                sign ->
                                        Data.uniform(
                                                (s, a, random) -> new float[] {s, sign * a},
                                                count,
                                                seed + sign))
                        .toList(),
                1,
                seed);
    }

    private static MacawConfig config(int code) {
        return Tiny.config(code, Order.SECOND, BATCH);
    }

    private Macaw learner(MacawConfig config, long seed) {
        return new Macaw(manager, config, opposite(100, seed));
    }

    private static float[] parameters(Network network) {
        return network.parameters().toArray();
    }

    /** Rows that say of which task and place they are; every reward is 1. */
    private static ReplayBuffer numbered(int task, int count, boolean terminal) {
        float[][] rows = new float[count][];
        for (int row = 0; row < count; row++) {
            rows[row] = new float[] {row, task, 1, row + 0.5f};
        }
        return Data.rows(terminal, rows);
    }

    private MacawRows slices(List<ReplayBuffer> rows, MetaBatch size, RandomGenerator random) {
        TaskData tasks = Tiny.episodes(rows, 4, 0);
        TrajectoryRows data =
                TrajectoryRows.of("training", tasks, Tiny.config(0, Order.SECOND, size));
        return data.slices(data.draw(random), random, manager);
    }

    /**
     * Episodes of four rows, every third row of the storage kept. A reward of 1 each and gamma 0.9:
     * 3.439 in an episode's first row, then 2.71, 1.9 and 1, whichever rows are kept.
     */
    @Test
    void returnsComeFromAllRowsBeforeAnyIsLeftOut() {
        float[] expected = {3.439f, 2.71f, 1.9f, 1};
        MetaBatch size = new MetaBatch(1, 4, 3);
        MacawRows rows = slices(List.of(numbered(0, 24, false)), size, Streams.of(0, "returns", 0));
        float[] at = rows.observation().toFloatArray();
        for (int i = 0; i < 4; i++) {
            assertThat(at[i] % 3).isZero();
            assertThat(rows.returns().toFloatArray()[i])
                    .isCloseTo(expected[(int) at[i] % 4], within(1e-5f));
        }
    }

    /** 8 rows of one task and 12 of another, slices of 4 among every second row. */
    @Test
    void slicesAreNeighboursWithinOneTasksRows() {
        List<ReplayBuffer> tasks = List.of(numbered(0, 8, false), numbered(1, 12, false));
        RandomGenerator random = Streams.of(0, "slices", 0);
        Set<Float> first = new HashSet<>();
        for (int draw = 0; draw < 50; draw++) {
            MacawRows rows = slices(tasks, new MetaBatch(2, 4, 2), random);
            float[] at = rows.observation().toFloatArray();
            float[] task = rows.action().toFloatArray();
            assertThat(Set.of(task[0], task[4])).containsExactlyInAnyOrder(0f, 1f);
            for (int i = 0; i < 8; i++) {
                assertThat(task[i]).isEqualTo(task[i / 4 * 4]);
                assertThat(at[i]).isEqualTo(at[i / 4 * 4] + 2 * (i % 4));
                assertThat(at[i]).isLessThan(task[i] == 0 ? 8 : 12);
            }
            first.add(task[0] == 1 ? at[0] : at[4]);
        }
        assertThat(first).containsExactlyInAnyOrder(0f, 2f, 4f); // the longer task's begin anywhere
    }

    @Test
    void outerRowsAreDrawnWithoutReplacement() {
        TaskData tasks = Tiny.episodes(List.of(numbered(0, 20, false)), 4, 0);
        MacawConfig config = Tiny.config(0, Order.SECOND, new MetaBatch(1, 9, 2));
        TrajectoryRows data = TrajectoryRows.of("training", tasks, config);
        RandomGenerator random = Streams.of(1, "outer", 0);
        Set<Float> seen = new HashSet<>();
        for (int draw = 0; draw < 20; draw++) {
            Set<Float> own = new HashSet<>();
            for (float row :
                    data.scattered(data.draw(random), random, manager)
                            .observation()
                            .toFloatArray()) {
                own.add(row);
            }
            assertThat(own).hasSize(9); // of ten that are kept
            seen.addAll(own);
        }
        assertThat(seen).hasSize(10);
    }

    /** gamma in an episode's last row, gamma^2 before, and its last successor, either way. */
    @Test
    void anEpisodeThatEndedGoesOnInVLikeOneThatWasCut() {
        for (boolean terminal : new boolean[] {false, true}) {
            MacawRows rows =
                    slices(
                            List.of(numbered(0, 8, terminal)),
                            new MetaBatch(1, 8, 1),
                            Streams.of(0, "ends", 0));
            float[] discount = rows.discount().toFloatArray();
            assertThat(discount[3]).isCloseTo(0.9f, within(1e-6f));
            assertThat(discount[2]).isCloseTo(0.81f, within(1e-6f));
            assertThat(rows.last().toFloatArray())
                    .containsExactly(3.5f, 3.5f, 3.5f, 3.5f, 7.5f, 7.5f, 7.5f, 7.5f);
        }
    }

    /** All tasks where there are fewer than a meta-batch has; the losses keep their number. */
    @Test
    void aMetaBatchHoldsEveryTaskAtMostOnce() {
        TrajectoryRows data =
                TrajectoryRows.of(
                        "training",
                        opposite(100, 0),
                        Tiny.config(0, Order.SECOND, new MetaBatch(5, 16, 1)));
        for (int draw = 0; draw < 20; draw++) {
            assertThat(data.draw(Streams.of(draw, "tasks", 0)).tasks())
                    .containsExactlyInAnyOrder(0, 1);
        }
    }

    /** At its mean a density of deviation 0.2 in one dimension is 1 / (0.2 sqrt(2 pi)). */
    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void theDeviationIsNotLearned(int code) {
        try (Macaw macaw = learner(config(code), 0);
                NDManager scratch = manager.newSubManager()) {
            steps(macaw, 3);
            MacawPolicy policy = macaw.shapes().policy(macaw.constant(scratch).policy());
            NDArray s = scratch.create(new float[] {0.3f}, new Shape(1, 1, 1));
            FixedGaussian pi = policy.at(s);
            assertThat(pi.logProb(pi.mean()).toFloatArray()[0])
                    .isCloseTo((float) -Math.log(0.2 * Math.sqrt(2 * Math.PI)), within(1e-5f));
            int perLayer = code == 0 ? 2 : 3;
            assertThat(macaw.policy().parameters().blocks()).hasSize(5 * perLayer);
        }
    }

    /** Whatever unit rewards have: only V's scale is one's own. */
    @Test
    void returnsInUnitsOfTheirDeviationDoNotDependOnTheUnitOfRewards() {
        List<double[]> seen = new ArrayList<>();
        for (int unit : new int[] {1, 1000}) {
            List<ReplayBuffer> rows =
                    Stream.of(1, -1)
                            .map(
                                    sign ->
                                            Data.uniform(
                                                    (s, a, random) ->
                                                            new float[] {s, unit * sign * a},
                                                    100,
                                                    sign))
                            .toList();
            MacawConfig plain = config(0);
            MacawConfig scaled =
                    new MacawConfig(
                            plain.networks(),
                            plain.inner(),
                            plain.rates(),
                            plain.batch(),
                            plain.discount(),
                            ReturnScale.DEVIATION,
                            plain.regression());
            try (Macaw macaw = new Macaw(manager, scaled, Tiny.episodes(rows, 1, 0))) {
                macaw.step();
                Map<String, Double> after = macaw.step();
                seen.add(new double[] {after.get("value_inner"), after.get("policy_outer")});
            }
        }
        assertThat(seen.get(1)).usingComparatorWithPrecision(1e-3).containsExactly(seen.get(0));
    }

    private static void steps(Macaw macaw, int count) {
        for (int step = 0; step < count; step++) {
            macaw.step();
        }
    }

    static Stream<MacawConfig> learners() {
        return Stream.of(
                config(0),
                config(3),
                Tiny.config(0, Order.FIRST, BATCH),
                Tiny.config(3, Order.FIRST, BATCH));
    }

    private LearnerLaws<OfflineLearner> laws() {
        return LearnerLaws.of(directory, opposite(40, 3));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void aLearnerThatWasKilledGoesOnWithTheSameBytes(MacawConfig config) throws Exception {
        laws().goesOnWithTheSameBytes(seed -> learner(config, seed));
    }

    @Test
    void everyDrawFollowsFromTheSeed() throws Exception {
        laws().drawsFollowFromTheSeed(seed -> learner(config(3), seed));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void aStepReturnsTheNumbersThatItNamesAndLeavesNothing(MacawConfig config) {
        laws().namesItsNumbersAndLeavesNothing(manager, seed -> learner(config, seed));
    }

    /** Looking at new tasks moves nothing that was learned. */
    @Test
    void adaptationLeavesNoTraces() {
        try (Macaw macaw = learner(config(3), 0)) {
            float[] value = parameters(macaw.value());
            float[] policy = parameters(macaw.policy());
            macaw.candidates(opposite(40, 3)).forEach(Candidate::close);
            assertThat(parameters(macaw.value())).containsExactly(value);
            assertThat(parameters(macaw.policy())).containsExactly(policy);
        }
    }

    /**
     * Before the step both tasks get one action, which is worth nothing over the two. Weights
     * exp(+-sqrt(3) a) of actions uniform in [-1, 1] have their middle at +-(coth sqrt(3) - 1 /
     * sqrt(3)) = +-0.49.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void itLearnsTasksBetweenWhichOnlyAStepOnTheirDataDecides(int code) {
        MacawConfig config =
                new MacawConfig(
                        new MacawConfig.Networks(1, 16, code, 8),
                        new MacawConfig.Inner(0.01, 0.1, Order.SECOND, 0.9),
                        new MacawConfig.Rates(3e-3, 3e-3, 3e-2),
                        new MetaBatch(2, 64, 1),
                        0.9,
                        ReturnScale.ONE,
                        new MacawConfig.Regression(0.2, 20));
        try (Macaw macaw = new Macaw(manager, config, opposite(400, 0))) {
            steps(macaw, 300);
            List<Candidate> tried = macaw.candidates(opposite(64, 9));
            assertThat(tried).extracting(Candidate::name).containsExactly("adapted", "before");
            float[] adapted = tried.get(0).actor().act(new float[] {0.2f, 0.2f}).actions();
            float[] before = tried.get(1).actor().act(new float[] {0.2f, 0.2f}).actions();
            assertThat(adapted[0]).isBetween(0.3f, 0.7f);
            assertThat(adapted[1]).isBetween(-0.7f, -0.3f);
            assertThat(before[0]).isEqualTo(before[1]);
            tried.forEach(Candidate::close);
        }
    }

    @Test
    void whoActsIsReadFromItsFile() throws Exception {
        try (Macaw macaw = learner(config(3), 0)) {
            for (Candidate candidate : macaw.candidates(opposite(40, 3))) {
                Path file = directory.resolve(candidate.name());
                Snapshot kept = Snapshot.empty();
                candidate.actor().save(kept);
                kept.write(file);
                float[] seen = {0.3f, -0.5f, 0.3f, 1};
                try (KeepableActor read = new MacawMethod().actor(manager, Snapshot.read(file))) {
                    assertThat(read.tasks()).isEqualTo(2);
                    assertThat(read.act(seen).actions())
                            .containsExactly(candidate.actor().act(seen).actions());
                }
                candidate.close();
            }
        }
    }

    @Test
    void tooFewRowsForABatchAreRefused() {
        MacawConfig config = Tiny.config(0, Order.SECOND, new MetaBatch(2, 16, 3));
        assertThatThrownBy(() -> new Macaw(manager, config, opposite(45, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("45 transitions in the data of training task 0")
                .hasMessageContaining("of which keepEvery = 3 keeps 15")
                .hasMessageContaining("at least the 16 of a batch")
                .hasMessageEndingWith(
                        "Give longer data, lower learning.batch.keepEvery, or set learning.batch.rows to at most 15");
        MacawConfig every = Tiny.config(0, Order.SECOND, new MetaBatch(2, 16, 1));
        assertThatThrownBy(() -> new Macaw(manager, every, opposite(15, 0)))
                .hasMessage(
                        "15 transitions in the data of training task 0, must be at least the 16 of a batch. Give longer data, or set learning.batch.rows to at most 15");
        try (Macaw macaw = learner(config, 0)) {
            assertThatThrownBy(() -> macaw.candidates(opposite(20, 0)))
                    .hasMessageContaining("20 transitions in the data of new task 0");
        }
    }

    @Test
    void episodesThatAreNotWholeAreRefused() {
        ReplayBuffer whole = numbered(0, 20, false);
        ReplayBuffer wrapped = new ReplayBuffer(20, 1, 1);
        for (int row = 0; row < 25; row++) {
            wrapped.add(new float[1], 0, new float[1], 0, 0, new float[1], 0, false);
        }
        refused(List.of(whole, whole), List.of(new int[] {20}, new int[0]), "task 1", "row 0");
        refused(List.of(whole), List.of(new int[] {8, 16}), "task 0", "ends at row 16");
        refused(List.of(wrapped), List.of(new int[] {20}), "task 0", "overwritten");
    }

    private void refused(List<ReplayBuffer> rows, List<int[]> ends, String task, String why) {
        TaskData tasks = Data.tasks(rows, ends, 0);
        assertThatThrownBy(() -> new Macaw(manager, config(0), tasks))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("training " + task, why, "whole episodes");
    }

    @Test
    void returnsThatAreAllEqualHaveNoDeviationToDivideBy() {
        MacawConfig plain = config(0);
        MacawConfig scaled =
                new MacawConfig(
                        plain.networks(),
                        plain.inner(),
                        plain.rates(),
                        plain.batch(),
                        plain.discount(),
                        ReturnScale.DEVIATION,
                        plain.regression());
        TaskData same = Tiny.episodes(List.of(numbered(0, 20, false)), 1, 0);
        assertThatThrownBy(() -> new Macaw(manager, scaled, same))
                .hasMessageContaining("have the deviation 0.0");
    }
}
