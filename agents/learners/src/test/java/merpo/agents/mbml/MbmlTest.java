package merpo.agents.mbml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import merpo.agents.Candidate;
import merpo.agents.Data;
import merpo.agents.Embedding;
import merpo.agents.Groundwork;
import merpo.agents.KeepableActor;
import merpo.agents.LearnerLaws;
import merpo.agents.OfflineLearner;
import merpo.agents.StepwiseLearner;
import merpo.agents.TaskData;
import merpo.agents.context.ContextRows;
import merpo.agents.context.FirstWeights;
import merpo.agents.context.Silhouette;
import merpo.agents.generative.BcqConfig;
import merpo.agents.generative.Proposal;
import merpo.agents.generative.TaskBcq;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.snapshot.Snapshot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is easily done wrong in MBML, and that it learns. */
class MbmlTest {
    private static final float GOAL = 1;
    private static final MbmlMethod METHOD = new MbmlMethod();
    private static final List<ReplayBuffer> DATA =
            Stream.of(1, -1).map(sign -> behaved(sign, 400, sign)).toList();

    @TempDir private Path directory;
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /**
     * Tasks on a line that differ in the direction an action takes; the goal is at 1. Where actions
     * are turned every reward is lower by 1, by which a context tells the task.
     */
    private static Data.World turned(int sign) {
        return (s, a, random) -> {
            float next = s + 0.3f * sign * a;
            return new float[] {next, -Math.abs(next - GOAL) - (sign < 0 ? 1 : 0)};
        };
    }

    /** Half the way to the goal in a step, give or take: clones would get there too. */
    private static ReplayBuffer behaved(int sign, int count, long seed) {
        RandomGenerator random = Streams.of(seed, "behaved data", 0);
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            float state = (float) random.nextDouble(-1, 2);
            double best = sign * (GOAL - state) / 0.6 + 0.3 * random.nextGaussian();
            float action = (float) Math.max(-1, Math.min(1, best));
            float[] after = turned(sign).step(state, action, random);
            rows[i] = new float[] {state, action, after[1], after[0]};
        }
        return Data.rows(rows);
    }

    static MbmlConfig.TeacherStage teachers(int steps) {
        List<Integer> hidden = List.of(16);
        return new MbmlConfig.TeacherStage(
                steps,
                new TaskBcq.Config(
                        new BcqConfig(
                                new BcqConfig.Networks(hidden, hidden, hidden, hidden, 2),
                                new BcqConfig.Rates(6e-3, 6e-3, 6e-3),
                                new BcqConfig.Bootstrap(0.8, 0.05, 1, 0.75),
                                new Proposal(10, 0.05, 0.5)),
                        32));
    }

    private static MbmlConfig config() {
        return config(teachers(2), 2, new MbmlConfig.Rates(6e-3, 6e-3, 6e-3, 6e-3), 1e-3);
    }

    private static MbmlConfig config(
            MbmlConfig.TeacherStage teachers,
            int predictorSteps,
            MbmlConfig.Rates rates,
            double klWeight) {
        MbmlConfig.Predictor predictor = new MbmlConfig.Predictor(1, 16, 1);
        return new MbmlConfig(
                teachers,
                new MbmlConfig.PredictorStage(
                        predictorSteps,
                        32,
                        6e-3,
                        3,
                        FirstWeights.PYTORCH,
                        predictor,
                        new MbmlConfig.Predicted(predictor)),
                new MbmlConfig.Networks(1, 16, 2, 1, 1, 1, 32, FirstWeights.PYTORCH),
                rates,
                new MbmlConfig.TaskDraw(MbmlConfig.TaskDraw.ALL, 32, new ContextRows(16, true)),
                new MbmlConfig.Triplet(1, 2),
                klWeight);
    }

    /** All stages but the last, in their order. */
    private TaskData prepared(MbmlConfig config, TaskData tasks) {
        TaskData all = tasks;
        for (Groundwork stage : METHOD.groundwork(config)) {
            try (StepwiseLearner learner = stage.open(manager, all)) {
                for (int step = 0; step < stage.steps(); step++) {
                    assertThat(learner.step().keySet())
                            .containsExactlyElementsOf(learner.metrics());
                }
                Snapshot left = Snapshot.empty();
                learner.save(left);
                all = all.with(stage.name(), left);
            }
        }
        return all;
    }

    private Mbml learner(MbmlConfig config, long seed) {
        TaskData tasks = prepared(config, Data.tasks(DATA, seed));
        return (Mbml) METHOD.open(manager, config, tasks, 1);
    }

    private static float[] parameters(Mbml mbml, String network) {
        return mbml.networks().get(network).parameters().toArray();
    }

    /** The first step of Adam is the rate, 6e-3, wherever there is a gradient; two are more. */
    @Test
    void theEncoderTakesOneStepDownTheSumOfItsLosses() {
        try (Mbml mbml = learner(config(), 0)) {
            float[] before = parameters(mbml, "encoder");
            mbml.step();
            float[] after = parameters(mbml, "encoder");
            float largest = 0;
            for (int i = 0; i < before.length; i++) {
                largest = Math.max(largest, Math.abs(after[i] - before[i]));
            }
            assertThat(largest).isCloseTo(6e-3f, within(1e-5f));
        }
    }

    /** Whatever the encoder's step, decoder and perturbation see z of before it. */
    @Test
    void decoderAndPerturbationReadTheEmbeddingOfBeforeTheStep() {
        try (Mbml slow =
                        learner(
                                config(
                                        teachers(2),
                                        2,
                                        new MbmlConfig.Rates(1e-9, 6e-3, 6e-3, 6e-3),
                                        1e-3),
                                0);
                Mbml fast =
                        learner(
                                config(
                                        teachers(2),
                                        2,
                                        new MbmlConfig.Rates(0.5, 6e-3, 6e-3, 6e-3),
                                        1e-3),
                                0)) {
            assertThat(fast.step()).isEqualTo(slow.step());
            assertThat(parameters(fast, "encoder")).isNotEqualTo(parameters(slow, "encoder"));
            assertThat(parameters(fast, "decoder")).containsExactly(parameters(slow, "decoder"));
            assertThat(parameters(fast, "perturbation"))
                    .containsExactly(parameters(slow, "perturbation"));
        }
    }

    /** Rates of the others change nothing for encoder and critic: z is constant there. */
    @Test
    void decoderAndPerturbationGiveTheEncoderNoGradient() {
        try (Mbml slow =
                        learner(
                                config(
                                        teachers(2),
                                        2,
                                        new MbmlConfig.Rates(6e-3, 6e-3, 1e-9, 1e-9),
                                        1e-3),
                                0);
                Mbml fast = learner(config(), 0)) {
            for (int step = 0; step < 3; step++) {
                slow.step();
                fast.step();
            }
            assertThat(parameters(fast, "encoder")).containsExactly(parameters(slow, "encoder"));
            assertThat(parameters(fast, "critic")).containsExactly(parameters(slow, "critic"));
        }
    }

    /** A latent of 3 is one of 0.5, for the teachers as for the student. */
    @Test
    void latentsAreClippedWhereverTheyAreDrawn() {
        try (Mbml mbml = learner(config(), 0);
                NDManager scratch = manager.newSubManager()) {
            MbmlInputs in = mbml.draw(scratch);
            Map<String, Double> far = mbml.update(withNoise(in, 3));
            try (Mbml again = learner(config(), 0)) {
                assertThat(again.update(withNoise(in, 0.5f))).isEqualTo(far);
            }
        }
    }

    private static MbmlInputs withNoise(MbmlInputs in, float value) {
        NDArray noise = in.actionNoise().zerosLike().add(value);
        return new MbmlInputs(in.tasks(), in.rows(), in.contexts(), noise, in.taskNoise());
    }

    private LearnerLaws<OfflineLearner> laws() {
        return LearnerLaws.of(directory, Data.tasks(DATA, 3));
    }

    @Test
    void aLearnerThatWasKilledGoesOnWithTheSameBytes() throws Exception {
        laws().goesOnWithTheSameBytes(seed -> learner(config(), seed));
    }

    @Test
    void everyDrawFollowsFromTheSeed() throws Exception {
        laws().drawsFollowFromTheSeed(seed -> learner(config(), seed));
    }

    @Test
    void aStepReturnsTheNumbersThatItNamesAndLeavesNothing() {
        laws().namesItsNumbersAndLeavesNothing(manager, seed -> learner(config(), seed));
    }

    private static List<Integer> sizes(List<ReplayBuffer> data) {
        return data.stream().map(ReplayBuffer::size).toList();
    }

    /** Before the first stage, not after hours of it. */
    @Test
    void tooFewTasksOrRowsAreRefused() {
        MbmlConfig config = config();
        MbmlMethod method = new MbmlMethod();
        assertThatThrownBy(
                        () -> method.requireEnough(config, sizes(DATA).subList(0, 1), sizes(DATA)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("data of 1 training tasks, must be at least 2");
        ReplayBuffer row = Data.rows(new float[] {1, 2, 3, 4});
        assertThatThrownBy(() -> method.requireEnough(config, List.of(1, 1), sizes(DATA)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 transitions in the data of training task 0");
        MbmlConfig.TaskDraw three = new MbmlConfig.TaskDraw(3, 32, new ContextRows(16, true));
        assertThatThrownBy(() -> three.requireEnough(sizes(DATA)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("data of 2 training tasks, must be at least 3")
                .hasMessageContaining("set learning.batch.tasks to 0");
        try (Mbml mbml = learner(config, 0)) {
            assertThatThrownBy(() -> mbml.candidates(Data.tasks(List.of(row), 0)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 transitions in the data of new task 0");
        }
    }

    /** Distances to the goal over ten steps from 0, negative, of what acts for a task. */
    private static double played(KeepableActor actor, int row, int sign) {
        double sum = 0;
        float state = 0;
        for (int step = 0; step < 10; step++) {
            float[] both = {state, state};
            float[] after = turned(sign).step(state, actor.act(both).actions()[row], null);
            state = after[0];
            sum -= Math.abs(state - GOAL);
        }
        return sum;
    }

    /**
     * The best is -(0.7 + 0.4 + 0.1) = -1.2 in both tasks, the data do a little worse. Who does not
     * know the task goes away from the goal in one of them.
     */
    @Test
    void itLearnsTasksThatOnlyAContextTellsApart() throws Exception {
        MbmlConfig.Rates rates = new MbmlConfig.Rates(6e-3, 6e-3, 6e-3, 6e-3);
        try (Mbml mbml = learner(config(teachers(200), 100, rates, 1e-3), 0)) {
            for (int step = 0; step < 300; step++) {
                mbml.step();
            }
            TaskData unseen =
                    Data.tasks(
                            Stream.of(1, -1).map(sign -> behaved(sign, 40, 7 + sign)).toList(), 5);
            List<Candidate> tried = mbml.candidates(unseen);
            assertThat(tried)
                    .extracting(Candidate::name)
                    .containsExactly("adapted", "conditional-clone", "no-context");
            KeepableActor actor = tried.get(0).actor();
            assertThat(played(actor, 0, 1)).isGreaterThan(-3.5);
            assertThat(played(actor, 1, -1)).isGreaterThan(-3.5);
            // under the other task's embedding it goes the wrong way
            assertThat(played(actor, 1, 1)).isLessThan(-12);
            assertThat(played(actor, 0, -1)).isLessThan(-12);

            List<Embedding> embeddings = mbml.embeddings(unseen);
            assertThat(Silhouette.of(embeddings)).isGreaterThan(0.7);

            Path file = directory.resolve("policy");
            Snapshot kept = Snapshot.empty();
            mbml.candidates(unseen).get(0).actor().save(kept);
            kept.write(file);
            try (KeepableActor read = METHOD.actor(manager, Snapshot.read(file))) {
                KeepableActor fresh = mbml.candidates(unseen).get(0).actor();
                assertThat(read.act(new float[] {0.3f, 0.3f}).actions())
                        .containsExactly(fresh.act(new float[] {0.3f, 0.3f}).actions());
            }
        }
    }
}
