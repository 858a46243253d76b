package merpo.agents.focal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import merpo.agents.Candidate;
import merpo.agents.Data;
import merpo.agents.KeepableActor;
import merpo.agents.LearnerLaws;
import merpo.agents.OfflineLearner;
import merpo.agents.PolicyActor;
import merpo.agents.TaskData;
import merpo.agents.Toys;
import merpo.agents.context.ContextActor;
import merpo.agents.context.ContextRows;
import merpo.agents.context.FirstWeights;
import merpo.agents.context.MetaBatch;
import merpo.agents.context.Silhouette;
import merpo.agents.context.TimeLimits;
import merpo.agents.context.soft.Bootstrap;
import merpo.agents.context.soft.Networks;
import merpo.agents.context.soft.Rates;
import merpo.agents.context.soft.Regularizer;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Precision;
import merpo.datagen.nn.Processor;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.snapshot.Snapshot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is easily done wrong in FOCAL, and that it learns. */
class FocalTest {
    private static final List<ReplayBuffer> DATA =
            Stream.of(1, -1).map(sign -> Data.uniform(Toys.turned(sign), 400, sign)).toList();

    @TempDir private Path directory;
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private static FocalConfig config(Regularizer regularizer) {
        return config(1, 8, 10, regularizer);
    }

    private static FocalConfig config(
            int hiddenLayers, int width, double rewardScale, Regularizer regularizer) {
        return new FocalConfig(
                new Networks(1, 16, 2, hiddenLayers, width, FirstWeights.RLKIT),
                new Rates(6e-3, 6e-3, 6e-3, 6e-3),
                new MetaBatch(4, 32, new ContextRows(16, true)),
                new Bootstrap(0.8, 0.05, rewardScale, TimeLimits.BOOTSTRAP),
                10,
                1,
                regularizer);
    }

    private static Regularizer.DualCritic dual(double rate, int steps, Regularizer.Use use) {
        return new Regularizer.DualCritic(
                rate, steps, use, new Multiplier.Plain(3, 1, 0.05, 0, 100, Multiplier.Clip.USED));
    }

    private Focal learner(FocalConfig config) {
        return learner(config, 0);
    }

    private Focal learner(FocalConfig config, long seed) {
        return new Focal(manager, config, Data.tasks(DATA, seed));
    }

    private static float[] parameters(Network network) {
        return network.parameters().toArray();
    }

    /** Four entries of two tasks: at least two are of one task. */
    @Test
    void metaBatchesHoldPairsOfOneTask() {
        FocalConfig config = config(new Regularizer.None());
        try (Focal focal = learner(config);
                NDManager scratch = manager.newSubManager()) {
            boolean[] same = focal.draw(scratch).same();
            assertThat(same).hasSize(6).contains(true);
        }
    }

    /** Rewards of another scale change what the critics learn, and nothing else of a first step. */
    @Test
    void theEncoderSeesDistancesAloneAndUnscaledRewards() {
        try (Focal small = learner(config(1, 8, 1, new Regularizer.None()));
                Focal large = learner(config(1, 8, 100, new Regularizer.None()))) {
            for (int step = 0; step < 3; step++) {
                double expected = small.step().get("metric_loss");
                assertThat(large.step().get("metric_loss")).isEqualTo(expected);
            }
            assertThat(parameters(large.encoder())).containsExactly(parameters(small.encoder()));
            assertThat(parameters(large.actorCritic().critic()))
                    .isNotEqualTo(parameters(small.actorCritic().critic()));
        }
    }

    /** The bootstrap has D of before c's steps, the policy D of after them. */
    @Test
    void theDivergenceIsTakenOnceBeforeAndOnceAfterTheDualCriticsSteps() {
        Regularizer.Use use = Regularizer.Use.POLICY_AND_VALUE;
        try (Focal slow = learner(config(dual(1e-9, 3, use)));
                Focal fast = learner(config(dual(0.05, 3, use)))) {
            Map<String, Double> little = slow.step();
            Map<String, Double> much = fast.step();
            for (String same : List.of("divergence", "target", "q_loss", "v_loss")) {
                assertThat(much.get(same)).as(same).isEqualTo(little.get(same));
            }
            assertThat(Math.abs(much.get("policy_loss") - little.get("policy_loss")))
                    .isGreaterThan(1e-3);
        }
    }

    /** V' is 0 everywhere, so that the target is {@code 10 r - 0.8 alpha D(s)}. */
    @Test
    void theBootstrapIsPenalizedByTheDivergenceOfItsOwnState() {
        try (Focal focal = learner(config(dual(1e-3, 1, Regularizer.Use.POLICY_AND_VALUE)));
                NDManager scratch = manager.newSubManager()) {
            ParameterStack slow = focal.actorCritic().slowValue();
            slow.restore(new float[slow.size()]);
            FocalInputs inputs = focal.draw(scratch);
            double reward = inputs.rows().reward().mean().getFloat();
            Map<String, Double> seen = focal.update(inputs);
            assertThat(seen.get("alpha")).isEqualTo(3);
            assertThat(seen.get("target"))
                    .isCloseTo(10 * reward - 0.8 * 3 * seen.get("divergence"), within(1e-4));
        }
    }

    @Test
    void aDivergenceThatIsOnlyMeasuredChangesNothing() {
        try (Focal without = learner(config(new Regularizer.None()));
                Focal with = learner(config(dual(1e-3, 1, Regularizer.Use.MEASURED)));
                NDManager scratch = manager.newSubManager()) {
            FocalInputs inputs = with.draw(scratch);
            Map<String, Double> plain = without.update(inputs);
            Map<String, Double> seen = with.update(inputs);
            plain.forEach((name, value) -> assertThat(seen.get(name)).as(name).isEqualTo(value));
            assertThat(parameters(with.actorCritic().policy()))
                    .containsExactly(parameters(without.actorCritic().policy()));
        }
    }

    /** From 3 with a divergence of -2.95 to 0, -3, ...; what is used stays at 0 and remembers. */
    @Test
    void alphaIsClippedWhereItIsUsedAndNotWhereItIsKept() {
        try (Focal focal = learner(config(dual(1e-3, 1, Regularizer.Use.POLICY)))) {
            BehaviorDivergence divergence = focal.divergence().orElseThrow();
            divergence.follow(-2.95); // excess -3
            divergence.follow(-2.95);
            assertThat(divergence.alpha()).isZero();
            divergence.follow(2.05); // excess 2, from -3
            assertThat(divergence.alpha()).isZero();
            divergence.follow(2.05);
            assertThat(divergence.alpha()).isCloseTo(1, within(1e-9));
            divergence.follow(500.05);
            assertThat(divergence.alpha()).isEqualTo(100);
        }
    }

    static Stream<FocalConfig> learners() {
        return Stream.of(
                config(new Regularizer.None()),
                config(new Regularizer.CloneTerm(100)),
                config(dual(1e-3, 3, Regularizer.Use.POLICY_AND_VALUE)));
    }

    private LearnerLaws<OfflineLearner> laws() {
        return LearnerLaws.of(directory, Data.tasks(DATA, 3));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void aLearnerThatWasKilledGoesOnWithTheSameBytes(FocalConfig config) throws Exception {
        laws().goesOnWithTheSameBytes(seed -> learner(config, seed));
    }

    @Test
    void everyDrawFollowsFromTheSeed() throws Exception {
        laws().drawsFollowFromTheSeed(seed -> learner(config(new Regularizer.None()), seed));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void aStepReturnsTheNumbersThatItNamesAndLeavesNothing(FocalConfig config) {
        laws().namesItsNumbersAndLeavesNothing(manager, seed -> learner(config, seed));
    }

    @Test
    void aStrongCloneTermImitates() {
        float[][] rows = new float[64][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {i / 64f, 0.5f, i % 2, 0}; // always the action 0.5
        }
        TaskData data = Data.tasks(List.of(Data.rows(rows), Data.rows(rows)), 0);
        try (Focal focal =
                new Focal(manager, config(1, 8, 1e-3, new Regularizer.CloneTerm(100)), data)) {
            steps(focal, 200);
            float[] actions = answer(focal, data).act(new float[] {0.2f, 0.8f}).actions();
            assertThat(actions[0]).isCloseTo(0.5f, within(0.05f));
            assertThat(actions[1]).isCloseTo(0.5f, within(0.05f));
        }
    }

    private static void steps(Focal focal, int count) {
        for (int step = 0; step < count; step++) {
            focal.step();
        }
    }

    private static ContextActor answer(Focal focal, TaskData tasks) {
        Candidate own = focal.candidates(tasks).get(0);
        assertThat(own.name()).isEqualTo("adapted");
        assertThat(own.steps()).isZero();
        return (ContextActor) own.actor();
    }

    /** See {@link Toys#turnedReturn}; the entropy costs a little. */
    @Test
    void itLearnsTasksThatOnlyAContextTellsApart() {
        try (Focal focal = learner(config(2, 32, 5, new Regularizer.None()))) {
            steps(focal, 300);
            TaskData unseen =
                    Data.tasks(
                            Stream.of(1, -1)
                                    .map(sign -> Data.uniform(Toys.turned(sign), 40, 7 + sign))
                                    .toList(),
                            5);
            ContextActor actor = answer(focal, unseen);
            assertThat(Toys.turnedReturn(actor, 0, 1)).isGreaterThan(-5);
            assertThat(Toys.turnedReturn(actor, 1, -1)).isGreaterThan(-5);
            assertThat(Silhouette.of(focal.embeddings(unseen))).isGreaterThan(0.8);

            // at z = 0 both tasks are one, and it fails in one of them at least
            Candidate without = focal.candidates(unseen).get(1);
            assertThat(without.name()).isEqualTo("no-context");
            float[] alike = without.actor().act(new float[] {0, 0}).actions();
            assertThat(alike[0]).isEqualTo(alike[1]);
            assertThat(
                            Math.min(
                                    Toys.turnedReturn(without.actor(), 0, 1),
                                    Toys.turnedReturn(without.actor(), 1, -1)))
                    .isLessThan(-9);
            // under the other task's embedding it goes the wrong way
            assertThat(Toys.turnedReturn(actor, 1, 1)).isLessThan(-15);
            assertThat(Toys.turnedReturn(actor, 0, -1)).isLessThan(-15);
        }
    }

    /** The same tasks with networks wide enough to be rounded, and again: the same bytes. */
    @Test
    void itLearnsThemInBfloat16() throws Exception {
        assumeThat(Processor.here().bfloat16()).isNotEmpty();
        FocalConfig wide = config(2, Precision.LEAST_WIDTH, 5, new Regularizer.None());
        double before = Precision.rounded();
        try (Focal focal = learner(wide);
                Focal again = learner(wide);
                Focal single = learner(wide)) {
            TaskData seen = Data.tasks(DATA, 5);
            Precision.BF16.during(
                    () -> {
                        steps(focal, 150);
                        return focal;
                    });
            assertThat(Precision.rounded()).isGreaterThan(before);
            ContextActor actor = answer(focal, seen);
            assertThat(Toys.turnedReturn(actor, 0, 1)).isGreaterThan(-5);
            assertThat(Toys.turnedReturn(actor, 1, -1)).isGreaterThan(-5);

            Precision.BF16.during(
                    () -> {
                        steps(again, 150);
                        return again;
                    });
            byte[] first = LearnerLaws.bytes(focal, directory.resolve("first"));
            assertThat(LearnerLaws.bytes(again, directory.resolve("again"))).isEqualTo(first);
            steps(single, 150);
            assertThat(LearnerLaws.bytes(single, directory.resolve("fp32"))).isNotEqualTo(first);
        }
    }

    @Test
    void tooFewRowsForAContextAreRefused() {
        FocalConfig config = config(new Regularizer.None());
        TaskData few = Data.tasks(List.of(Data.rows(new float[] {1, 2, 3, 4})), 0);
        assertThatThrownBy(() -> new Focal(manager, config, few))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 transitions in the data of training task 0");
        try (Focal focal = learner(config)) {
            assertThatThrownBy(() -> focal.candidates(few))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 transitions in the data of new task 0")
                    .hasMessageContaining("at least the 16 of a context");
        }
    }

    @Test
    void whoActsIsReadFromItsFile() throws Exception {
        Path file = directory.resolve("policy");
        try (Focal focal = learner(config(new Regularizer.None()))) {
            ContextActor actor = answer(focal, Data.tasks(DATA, 0));
            Snapshot kept = Snapshot.empty();
            actor.save(kept);
            kept.write(file);
            try (KeepableActor read = new FocalMethod().actor(manager, Snapshot.read(file))) {
                assertThat(read).isNotInstanceOf(PolicyActor.class);
                assertThat(read.act(new float[] {0.3f, 0.3f}).actions())
                        .containsExactly(actor.act(new float[] {0.3f, 0.3f}).actions());
            }
        }
    }
}
