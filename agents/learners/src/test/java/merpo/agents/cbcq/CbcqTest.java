package merpo.agents.cbcq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.agents.Candidate;
import merpo.agents.Data;
import merpo.agents.KeepableActor;
import merpo.agents.LearnerLaws;
import merpo.agents.OfflineLearner;
import merpo.agents.TaskData;
import merpo.agents.Toys;
import merpo.agents.context.ContextRows;
import merpo.agents.context.FirstWeights;
import merpo.agents.context.Silhouette;
import merpo.agents.generative.BcqConfig;
import merpo.agents.generative.Proposal;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.snapshot.Snapshot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is easily done wrong in contextual BCQ, and that it learns. */
class CbcqTest {
    private static final List<ReplayBuffer> DATA =
            Stream.of(1, -1).map(sign -> Data.uniform(Toys.turned(sign), 400, sign)).toList();

    @TempDir private Path directory;
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private static CbcqConfig config(int width, int tasks, double rewardScale, Proposal proposal) {
        List<Integer> hidden = List.of(width, width);
        return new CbcqConfig(
                new BcqConfig(
                        new BcqConfig.Networks(hidden, hidden, hidden, hidden, 2),
                        new BcqConfig.Rates(5e-3, 5e-3, 5e-3),
                        new BcqConfig.Bootstrap(0.8, 0.05, rewardScale, 0.75),
                        proposal),
                new CbcqConfig.Encoder(1, 16, 2, FirstWeights.PYTORCH, 5e-3),
                new CbcqConfig.TaskRows(tasks, 32, new ContextRows(16, true)));
    }

    private static CbcqConfig small() {
        return config(8, 0, 1, new Proposal(4, 0.05, 0.5));
    }

    private Cbcq learner(CbcqConfig config, long seed) {
        return new Cbcq(manager, config, Data.tasks(DATA, seed));
    }

    private static void steps(Cbcq learner, int count) {
        for (int step = 0; step < count; step++) {
            learner.step();
        }
    }

    private static Snapshot encoder(Cbcq learner) {
        Snapshot kept = Snapshot.empty();
        learner.save(kept);
        return kept.at("context-encoder");
    }

    /** Every transition has a state of its own: none of a context is among the others. */
    @Test
    void contextsHaveNoRowThatTheRestLearnsFrom() {
        List<ReplayBuffer> few =
                IntStream.range(0, 2)
                        .mapToObj(task -> Data.uniform(Toys.turned(1), 40, task))
                        .toList();
        try (Cbcq learner = new Cbcq(manager, small(), Data.tasks(few, 0));
                NDManager scratch = manager.newSubManager()) {
            CbcqInputs in = learner.draw(scratch);
            float[] context = in.context().get("..., 0").toFloatArray();
            assertThat(context).hasSize(2 * 16);
            List<Float> learned = new ArrayList<>();
            for (float state : in.rows().rows().observation().toFloatArray()) {
                learned.add(state);
            }
            assertThat(learned).hasSize(2 * 32);
            for (float state : context) {
                assertThat(learned).doesNotContain(state);
            }
        }
    }

    /** States are the number of their task. */
    @Test
    void aStepHasEveryTaskOrAsManyAsAreAskedForAndNoneTwice() {
        List<ReplayBuffer> numbered =
                IntStream.range(0, 5)
                        .mapToObj(
                                task ->
                                        Data.rows(
                                                Stream.generate(() -> new float[] {task, 0, 0, 0})
                                                        .limit(64)
                                                        .toArray(float[][]::new)))
                        .toList();
        TaskData data = Data.tasks(numbered, 0);
        Proposal how = new Proposal(1, 0, 0.5);
        try (Cbcq every = new Cbcq(manager, config(8, 0, 1, how), data);
                Cbcq some = new Cbcq(manager, config(8, 3, 1, how), data);
                NDManager scratch = manager.newSubManager()) {
            assertThat(tasks(every.draw(scratch))).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
            List<Integer> drawn = tasks(some.draw(scratch));
            assertThat(drawn).hasSize(3).doesNotHaveDuplicates();
            assertThat(tasks(some.draw(scratch))).isNotEqualTo(drawn);
        }
        assertThatThrownBy(() -> new Cbcq(manager, config(8, 6, 1, how), data))
                .hasMessage(
                        "learning.batch.tasks is 6, must be at most the 5 of the data. Set it to 0, for all, or give data of more tasks");
    }

    /** Task of each context; its rows lie in the same place. */
    private static List<Integer> tasks(CbcqInputs in) {
        List<Integer> tasks = new ArrayList<>();
        float[] learned = in.rows().rows().observation().toFloatArray();
        float[] context = in.context().get("..., 0").toFloatArray();
        for (int entry = 0; entry < context.length / 16; entry++) {
            assertThat(learned[entry * 32]).isEqualTo(context[entry * 16]);
            assertThat(learned[entry * 32 + 31]).isEqualTo(context[entry * 16]);
            tasks.add((int) context[entry * 16]);
        }
        return tasks;
    }

    /** The golden files hold the sum of both gradients; here that it is one step of Adam. */
    @Test
    void theEncoderTakesOneStepForBothLosses() {
        try (Cbcq learner = learner(small(), 0)) {
            steps(learner, 3);
            assertThat(encoder(learner).doubles("steps")).containsExactly(3);
        }
    }

    /** Contexts have the rewards as they are: of the same weights come the same embeddings. */
    @Test
    void theEncoderHearsTheCriticsAndSeesUnscaledRewards() {
        Proposal how = new Proposal(4, 0.05, 0.5);
        TaskData tasks = Data.tasks(DATA, 0);
        try (Cbcq one = learner(config(8, 0, 1, how), 0);
                Cbcq ten = learner(config(8, 0, 10, how), 0)) {
            assertThat(ten.embeddings(tasks).get(0).z())
                    .isEqualTo(one.embeddings(tasks).get(0).z());
            one.step();
            ten.step();
            assertThat(encoder(ten).floats("first")).isNotEqualTo(encoder(one).floats("first"));
        }
    }

    private LearnerLaws<OfflineLearner> laws() {
        return LearnerLaws.of(directory, Data.tasks(DATA, 3));
    }

    @Test
    void aLearnerThatWasKilledGoesOnWithTheSameBytes() throws Exception {
        laws().goesOnWithTheSameBytes(seed -> learner(small(), seed));
    }

    @Test
    void everyDrawFollowsFromTheSeed() throws Exception {
        laws().drawsFollowFromTheSeed(seed -> learner(small(), seed));
    }

    @Test
    void aStepReturnsTheNumbersThatItNamesAndLeavesNothing() {
        laws().namesItsNumbersAndLeavesNothing(manager, seed -> learner(small(), seed));
    }

    private static KeepableActor candidate(Cbcq learner, TaskData tasks, String name) {
        return learner.candidates(tasks).stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow()
                .actor();
    }

    /**
     * {@link Toys#turned}: who does not know the task goes away from the goal in one of them, and
     * who imitates the data goes nowhere.
     */
    @Test
    void itLearnsTasksThatOnlyAContextTellsApart() {
        try (Cbcq cbcq = learner(config(32, 0, 1, new Proposal(10, 0.5, 0.5)), 0)) {
            steps(cbcq, 600);
            TaskData unseen =
                    Data.tasks(
                            Stream.of(1, -1)
                                    .map(sign -> Data.uniform(Toys.turned(sign), 40, 7 + sign))
                                    .toList(),
                            5);
            KeepableActor actor = candidate(cbcq, unseen, "adapted");
            assertThat(Toys.turnedReturn(actor, 0, 1)).isGreaterThan(-5);
            assertThat(Toys.turnedReturn(actor, 1, -1)).isGreaterThan(-5);
            // under the other task's embedding it goes the wrong way
            assertThat(Toys.turnedReturn(actor, 1, 1)).isLessThan(-15);
            assertThat(Toys.turnedReturn(actor, 0, -1)).isLessThan(-15);
            KeepableActor imitation = candidate(cbcq, unseen, "conditional-clone");
            assertThat(Toys.turnedReturn(imitation, 0, 1)).isBetween(-15.0, -5.0);
            KeepableActor blind = candidate(cbcq, unseen, "no-context");
            assertThat(Math.min(Toys.turnedReturn(blind, 0, 1), Toys.turnedReturn(blind, 1, -1)))
                    .isLessThan(-10);
            assertThat(Silhouette.of(cbcq.embeddings(unseen))).isGreaterThan(0.8);
        }
    }

    /** Each in the order of evaluation; the learner's own answer first. */
    @Test
    void whoIsTriedIsNamed() {
        try (Cbcq learner = learner(small(), 0)) {
            assertThat(learner.candidates(Data.tasks(DATA, 0)))
                    .extracting(Candidate::name)
                    .containsExactly("adapted", "conditional-clone", "no-context");
        }
    }

    @Test
    void tooFewRowsForAContextAreRefused() {
        TaskData few = Data.tasks(List.of(Data.uniform(Toys.turned(1), 16, 0)), 0);
        assertThatThrownBy(() -> new Cbcq(manager, small(), few))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16 transitions in the data of training task 0")
                .hasMessageContaining("the 16 of a context and 1 apart from it");
        TaskData fewer = Data.tasks(List.of(Data.uniform(Toys.turned(1), 15, 0)), 0);
        try (Cbcq learner = learner(small(), 0)) {
            assertThatThrownBy(() -> learner.candidates(fewer))
                    .hasMessageContaining("15 transitions in the data of new task 0");
        }
    }

    @Test
    void whoActsIsReadFromItsFile() throws Exception {
        Path file = directory.resolve("policy");
        float[] seen = {0.3f, 0.3f};
        try (Cbcq learner = learner(small(), 0)) {
            KeepableActor actor = candidate(learner, Data.tasks(DATA, 0), "adapted");
            Snapshot kept = Snapshot.empty();
            actor.save(kept);
            kept.write(file);
            try (KeepableActor read = new CbcqMethod().actor(manager, Snapshot.read(file))) {
                assertThat(read.act(seen).actions()).containsExactly(actor.act(seen).actions());
            }
        }
    }
}
