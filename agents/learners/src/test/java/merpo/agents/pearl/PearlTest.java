package merpo.agents.pearl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import merpo.agents.Candidate;
import merpo.agents.Data;
import merpo.agents.Finding;
import merpo.agents.KeepableActor;
import merpo.agents.LearnerLaws;
import merpo.agents.OfflineLearner;
import merpo.agents.PolicyActor;
import merpo.agents.TaskData;
import merpo.agents.Toys;
import merpo.agents.context.ContextActor;
import merpo.agents.context.ContextRows;
import merpo.agents.context.Descents;
import merpo.agents.context.FirstWeights;
import merpo.agents.context.MetaBatch;
import merpo.agents.context.Posterior;
import merpo.agents.context.Silhouette;
import merpo.agents.context.TimeLimits;
import merpo.agents.context.soft.Bootstrap;
import merpo.agents.context.soft.Networks;
import merpo.agents.context.soft.Rates;
import merpo.agents.context.soft.Regularizer;
import merpo.datagen.nn.Descent;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.NonFiniteException;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.snapshot.Snapshot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is easily done wrong in Batch PEARL, and that it learns. */
class PearlTest {
    private static final List<ReplayBuffer> DATA =
            Stream.of(1, -1).map(sign -> Data.uniform(Toys.turned(sign), 400, sign)).toList();

    @TempDir private Path directory;
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private static PearlConfig config(double encoderRate, double rewardScale, double klWeight) {
        return config(1, 8, encoderRate, rewardScale, klWeight, new Regularizer.None());
    }

    private static PearlConfig config(
            int hiddenLayers,
            int width,
            double encoderRate,
            double rewardScale,
            double klWeight,
            Regularizer.Simple regularizer) {
        return new PearlConfig(
                new Networks(1, 16, 2, hiddenLayers, width, FirstWeights.PYTORCH),
                new Rates(encoderRate, 6e-3, 6e-3, 6e-3),
                new MetaBatch(4, 32, new ContextRows(16, true)),
                new Bootstrap(0.8, 0.05, rewardScale, TimeLimits.BOOTSTRAP),
                klWeight,
                regularizer);
    }

    private Pearl learner(PearlConfig config) {
        return learner(config, 0);
    }

    private Pearl learner(PearlConfig config, long seed) {
        return new Pearl(manager, config, Data.tasks(DATA, seed));
    }

    private static float[] parameters(Network network) {
        return network.parameters().toArray();
    }

    /** Row r of the data has the state r: a context of 16 of them leaves 4 for the rows. */
    @Test
    void rowsAreNoneOfTheirContext() {
        float[][] rows = new float[20][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {i, 0, 0, 0};
        }
        TaskData data = Data.tasks(List.of(Data.rows(rows), Data.rows(rows)), 0);
        try (Pearl pearl = new Pearl(manager, config(1e-3, 1, 1), data);
                NDManager scratch = manager.newSubManager()) {
            PearlInputs in = pearl.draw(scratch);
            for (int entry = 0; entry < 4; entry++) {
                float[] context =
                        in.context().get("{}, :, 0", entry).toFloatArray(); // states of a context
                float[] states = in.rows().observation().flatten().toFloatArray();
                float[] own = Arrays.copyOfRange(states, 32 * entry, 32 * (entry + 1));
                assertThat(own).doesNotContain(context);
                assertThat(context).hasSize(16);
            }
        }
    }

    /** Rewards of another scale change what the critics learn; what a context says they do not. */
    @Test
    void contextsHaveUnscaledRewards() {
        try (Pearl small = learner(config(1e-3, 1, 1));
                Pearl large = learner(config(1e-3, 100, 1))) {
            Map<String, Double> little = small.step();
            Map<String, Double> much = large.step();
            assertThat(much.get("kl")).isEqualTo(little.get("kl"));
            assertThat(much.get("q_loss")).isGreaterThan(100 * little.get("q_loss"));
        }
    }

    /** Neither V nor the policy's loss moves it, and neither asks it again after its step. */
    @Test
    void policyAndValueHaveTheZOfTheCriticsConstant() {
        try (Pearl slow = learner(config(1e-9, 5, 0.1));
                Pearl fast = learner(config(0.05, 5, 0.1))) {
            List<List<Network>> moved = new ArrayList<>();
            fast.descendBy(noting(moved));
            Map<String, Double> little = slow.step();
            Map<String, Double> much = fast.step();
            assertThat(parameters(fast.encoder())).isNotEqualTo(parameters(slow.encoder()));
            assertThat(much).isEqualTo(little);
            assertThat(parameters(fast.actorCritic().policy()))
                    .containsExactly(parameters(slow.actorCritic().policy()));
            assertThat(parameters(fast.actorCritic().value()))
                    .containsExactly(parameters(slow.actorCritic().value()));
            assertThat(moved)
                    .containsExactly(
                            List.of(fast.actorCritic().critic(), fast.encoder()),
                            List.of(fast.actorCritic().policy()),
                            List.of(fast.actorCritic().value()));
        }
    }

    private static Descents.Rule noting(List<List<Network>> moved) {
        return (networks, loss) -> {
            moved.add(networks);
            return Descent.of(networks.toArray(Network[]::new)).step(loss);
        };
    }

    /** Without a prior nothing but the critics' loss can move it. */
    @Test
    void theCriticsTeachTheEncoder() {
        try (Pearl pearl = learner(config(6e-3, 5, 0))) {
            float[] before = parameters(pearl.encoder());
            pearl.step();
            assertThat(parameters(pearl.encoder())).isNotEqualTo(before);
        }
    }

    /** Four entries of two dimensions: eight terms, added to the critics' loss times 0.5. */
    @Test
    void distancesToThePriorAreSummedOverEntriesAndDimensions() {
        PearlConfig config = config(1e-3, 5, 0.5);
        try (Pearl pearl = learner(config);
                NDManager scratch = manager.newSubManager()) {
            List<Float> losses = new ArrayList<>();
            pearl.descendBy(
                    (networks, loss) -> {
                        float[] value = Descent.of(networks.toArray(Network[]::new)).step(loss);
                        losses.add(value[0]);
                        return value;
                    });
            PearlInputs in = pearl.draw(scratch);
            Posterior belief = belief(config, pearl, in);
            float[] mean = belief.mean().toFloatArray();
            float[] variance = belief.variance().toFloatArray();
            assertThat(mean).hasSize(8);
            double sum = 0;
            for (int i = 0; i < mean.length; i++) {
                sum += 0.5 * (variance[i] + mean[i] * mean[i] - 1 - Math.log(variance[i]));
            }
            Map<String, Double> seen = pearl.update(in);
            assertThat(losses.get(0))
                    .isCloseTo((float) (seen.get("q_loss") + 0.5 * sum), within(1e-3f));
            assertThat(seen.get("kl")).isCloseTo(sum / 4, within(1e-4)); // of an entry
        }
    }

    private static Posterior belief(PearlConfig config, Pearl pearl, PearlInputs in) {
        int width = (int) in.context().getShape().get(2);
        NDList parameters = pearl.encoder().constant();
        return config.networks().probabilisticEncoder(width).posterior(in.context(), parameters);
    }

    /** V' is 0 everywhere: y = 5 r. */
    @Test
    void theTargetIsTheScaledRewardWhereNothingFollows() {
        try (Pearl pearl = learner(config(1e-3, 5, 1));
                NDManager scratch = manager.newSubManager()) {
            ParameterStack slow = pearl.actorCritic().slowValue();
            slow.restore(new float[slow.size()]);
            PearlInputs in = pearl.draw(scratch);
            double reward = in.rows().reward().mean().getFloat();
            assertThat(pearl.update(in).get("target")).isCloseTo(5 * reward, within(1e-4));
        }
    }

    static Stream<PearlConfig> learners() {
        return Stream.of(
                config(6e-3, 5, 0.1), config(1, 8, 6e-3, 5, 0.1, new Regularizer.CloneTerm(100)));
    }

    private LearnerLaws<OfflineLearner> laws() {
        return LearnerLaws.of(directory, Data.tasks(DATA, 3));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void aLearnerThatWasKilledGoesOnWithTheSameBytes(PearlConfig config) throws Exception {
        laws().goesOnWithTheSameBytes(seed -> learner(config, seed));
    }

    @Test
    void everyDrawFollowsFromTheSeed() throws Exception {
        laws().drawsFollowFromTheSeed(seed -> learner(config(6e-3, 5, 0.1), seed));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void aStepReturnsTheNumbersThatItNamesAndLeavesNothing(PearlConfig config) {
        laws().namesItsNumbersAndLeavesNothing(manager, seed -> learner(config, seed));
    }

    @Test
    void aStrongCloneTermImitates() {
        float[][] rows = new float[64][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {i / 64f, 0.5f, i % 2, 0}; // always the action 0.5
        }
        TaskData data = Data.tasks(List.of(Data.rows(rows), Data.rows(rows)), 0);
        PearlConfig config = config(1, 8, 6e-3, 1e-3, 0.1, new Regularizer.CloneTerm(100));
        try (Pearl pearl = new Pearl(manager, config, data)) {
            steps(pearl, 200);
            KeepableActor actor = pearl.candidates(data).get(0).actor();
            for (float action : actor.act(new float[] {0.2f, 0.8f}).actions()) {
                assertThat(action).isCloseTo(0.5f, within(0.05f));
            }
        }
    }

    private static void steps(Pearl pearl, int count) {
        for (int step = 0; step < count; step++) {
            pearl.step();
        }
    }

    private static TaskData unseen() {
        return Data.tasks(
                Stream.of(1, -1)
                        .map(sign -> Data.uniform(Toys.turned(sign), 70, 7 + sign))
                        .toList(),
                5);
    }

    /** See {@link Toys#turnedReturn}; the entropy, and that z is a draw, cost a little. */
    @Test
    void itLearnsTasksThatOnlyAContextTellsApart() {
        try (Pearl pearl = learner(config(2, 32, 6e-3, 5, 0.1, new Regularizer.None()))) {
            steps(pearl, 400);
            TaskData unseen = unseen();
            List<Candidate> both = pearl.candidates(unseen);
            assertThat(both).extracting(Candidate::name).containsExactly("adapted", "no-context");
            assertThat(both).allMatch(one -> one.steps() == 0);
            KeepableActor actor = both.get(0).actor();
            assertThat(Toys.turnedReturn(actor, 0, 1)).isGreaterThan(-5);
            assertThat(Toys.turnedReturn(actor, 1, -1)).isGreaterThan(-5);
            // under the other task's draw it goes the wrong way
            assertThat(Toys.turnedReturn(actor, 1, 1)).isLessThan(-15);
            assertThat(Toys.turnedReturn(actor, 0, -1)).isLessThan(-15);
            assertThat(Silhouette.of(pearl.embeddings(unseen))).isGreaterThan(0.5);

            KeepableActor without = both.get(1).actor(); // for it both tasks are one
            float[] alike = without.act(new float[] {0, 0}).actions();
            assertThat(alike[0]).isEqualTo(alike[1]);
            double worse =
                    Math.min(Toys.turnedReturn(without, 0, 1), Toys.turnedReturn(without, 1, -1));
            assertThat(worse).isLessThan(-9);

            narrows(pearl.findings(unseen).get(0));
        }
    }

    /** Of 1, 2, 4, 8, 16 and 64 rows. */
    private static void narrows(Finding posterior) {
        assertThat(posterior.name()).isEqualTo("posterior");
        assertThat(posterior.rows())
                .extracting(row -> row.get(0))
                .containsExactly(1.0, 2.0, 4.0, 8.0, 16.0, 64.0);
        for (int i = 1; i < posterior.rows().size(); i++) {
            assertThat(posterior.rows().get(i).get(1))
                    .isLessThan(posterior.rows().get(i - 1).get(1));
        }
        assertThat(posterior.rows().get(5).get(2)).isLessThan(posterior.rows().get(0).get(2) / 2);
    }

    /** The same at every evaluation: what changes between two of them is what was learned. */
    @Test
    void zIsDrawnOnceForEachTaskFromItsOwnStream() {
        try (Pearl pearl = learner(config(6e-3, 5, 0.1))) {
            float[] state = {0.3f, 0.3f};
            float[] first = adapted(pearl, 3).act(state).actions();
            assertThat(adapted(pearl, 3).act(state).actions()).containsExactly(first);
            assertThat(adapted(pearl, 4).act(state).actions()).isNotEqualTo(first);
            KeepableActor alone =
                    pearl.candidates(Data.tasks(DATA.subList(0, 1), 3)).get(0).actor();
            assertThat(alone.act(new float[] {0.3f}).actions()[0])
                    .isCloseTo(first[0], within(1e-6f));
        }
    }

    private static KeepableActor adapted(Pearl pearl, long seed) {
        return pearl.candidates(Data.tasks(DATA, seed)).get(0).actor();
    }

    @Test
    void tooFewRowsForAContextAreRefused() {
        PearlConfig config = config(1e-3, 1, 1);
        TaskData few = Data.tasks(List.of(Data.uniform(Toys.turned(1), 16, 0)), 0);
        assertThatThrownBy(() -> new Pearl(manager, config, few))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 transitions in the data of training task 0")
                .hasMessageContaining("at least the 16 of a context and 1 apart from it");
        TaskData fewer = Data.tasks(List.of(Data.uniform(Toys.turned(1), 15, 0)), 0);
        try (Pearl pearl = learner(config)) {
            assertThatThrownBy(() -> pearl.candidates(fewer))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("15 transitions in the data of new task 0");
        }
    }

    /** Nothing moves, and who could not act is not tried. */
    @Test
    void transitionsThatAreNoNumbersAreRefused() {
        ReplayBuffer broken = Data.rows(repeated(new float[] {0, 0, Float.NaN, 0}, 20));
        TaskData data = Data.tasks(List.of(broken, broken), 0);
        try (Pearl pearl = new Pearl(manager, config(1e-3, 1, 1), data)) {
            float[] before = parameters(pearl.encoder());
            assertThatThrownBy(pearl::step)
                    .isInstanceOf(NonFiniteException.class)
                    .hasMessageContaining("critic and encoder loss")
                    .hasMessageContaining("NaN");
            assertThat(parameters(pearl.encoder())).containsExactly(before);
            assertThatThrownBy(() -> pearl.candidates(data))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the embedding of task 0 is NaN");
        }
    }

    private static float[][] repeated(float[] row, int count) {
        float[][] rows = new float[count][];
        Arrays.fill(rows, row);
        return rows;
    }

    @Test
    void whoActsIsReadFromItsFile() throws Exception {
        Path file = directory.resolve("policy");
        try (Pearl pearl = learner(config(6e-3, 5, 0.1))) {
            KeepableActor actor = adapted(pearl, 0);
            Snapshot kept = Snapshot.empty();
            actor.save(kept);
            kept.write(file);
            try (KeepableActor read = new PearlMethod().actor(manager, Snapshot.read(file))) {
                assertThat(read)
                        .isInstanceOf(ContextActor.class)
                        .isNotInstanceOf(PolicyActor.class);
                assertThat(read.act(new float[] {0.3f, 0.3f}).actions())
                        .containsExactly(actor.act(new float[] {0.3f, 0.3f}).actions());
            }
        }
    }
}
