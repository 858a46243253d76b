package merpo.agents.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import merpo.agents.Data;
import merpo.agents.LearnerLaws;
import merpo.agents.TaskData;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.snapshot.Snapshot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** BCQ of each task alone: what it learns, and what it leaves. */
class TaskBcqTest {
    private static final List<Integer> HIDDEN = List.of(32, 24);

    @TempDir private Path directory;
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private static TaskBcq.Config config(double perturbation) {
        return new TaskBcq.Config(
                new BcqConfig(
                        new BcqConfig.Networks(HIDDEN, HIDDEN, HIDDEN, HIDDEN, 2),
                        new BcqConfig.Rates(3e-3, 3e-3, 3e-3),
                        new BcqConfig.Bootstrap(0.5, 0.05, 1, 0.75),
                        new Proposal(10, perturbation, 0.5)),
                64);
    }

    /** Actions 0.5 and -0.5 alone, in halves; the sign is worth 1 in the first task. */
    private static ReplayBuffer arms(int sign) {
        float[][] rows = new float[200][];
        for (int i = 0; i < rows.length; i++) {
            float action = i % 2 == 0 ? 0.5f : -0.5f;
            rows[i] = new float[] {i / 200f, action, action * sign > 0 ? 1 : 0, i / 200f};
        }
        return Data.rows(rows);
    }

    private static TaskData data(long seed) {
        return Data.tasks(List.of(arms(1), arms(-1)), seed);
    }

    private TaskBcq learner(long seed) {
        return new TaskBcq(manager, config(0.05), data(seed));
    }

    private static void steps(TaskBcq learner, int count) {
        for (int step = 0; step < count; step++) {
            learner.step();
        }
    }

    /** It takes the arm that pays in each task, and stays at what the data hold: 0.5, not 1. */
    @Test
    void itTakesTheBetterActionOfTheData() {
        try (TaskBcq learner = learner(0)) {
            steps(learner, 400);
            float[] actions = learner.actor().act(new float[] {0.2f, 0.8f, 0.2f, 0.8f}).actions();
            for (int i = 0; i < 4; i++) {
                assertThat(actions[i]).isCloseTo(i < 2 ? 0.5f : -0.5f, within(0.15f));
            }
        }
    }

    /** A task that is worth nothing beside one that is. */
    @Test
    void aTaskLearnsWhatItWouldLearnAlone() throws Exception {
        try (TaskBcq both = learner(0);
                TaskBcq alone =
                        new TaskBcq(manager, config(0.05), Data.tasks(List.of(arms(1)), 0))) {
            steps(both, 3);
            steps(alone, 3);
            Snapshot left = Snapshot.empty();
            Snapshot single = Snapshot.empty();
            both.save(left);
            alone.save(single);
            for (String network : List.of("encoder", "decoder", "critic", "perturbation")) {
                float[] own = single.at(network).floats("parameters");
                float[] all = left.at(network).floats("parameters");
                for (int i = 0; i < own.length; i++) {
                    assertThat(all[i]).as(network).isCloseTo(own[i], within(1e-6f));
                }
            }
        }
    }

    private static TaskBcq.Config rates(double vae, double critic) {
        BcqConfig usual = config(0.05).bcq();
        return new TaskBcq.Config(
                new BcqConfig(
                        usual.networks(),
                        new BcqConfig.Rates(vae, critic, 3e-3),
                        usual.bootstrap(),
                        usual.proposal()),
                64);
    }

    /** Two learners whose first steps differ in one rate. */
    private void compare(
            TaskBcq.Config slow, TaskBcq.Config fast, List<String> same, List<String> other) {
        try (TaskBcq little = new TaskBcq(manager, slow, data(0));
                TaskBcq much = new TaskBcq(manager, fast, data(0))) {
            Map<String, Double> one = little.step();
            Map<String, Double> two = much.step();
            for (String loss : same) {
                assertThat(two.get(loss)).as(loss).isEqualTo(one.get(loss));
            }
            for (String loss : other) {
                assertThat(Math.abs(two.get(loss) - one.get(loss))).as(loss).isGreaterThan(1e-4);
            }
        }
    }

    @Test
    void targetsAndProposalsAreOfTheDecoderAfterItsStep() {
        compare(
                rates(1e-9, 1e-9),
                rates(0.1, 1e-9),
                List.of("vae_loss", "vae_kl"),
                List.of("target", "q_loss", "actor_loss"));
    }

    @Test
    void thePerturbationClimbsTheCriticAfterItsStep() {
        compare(
                rates(1e-3, 1e-9),
                rates(1e-3, 0.1),
                List.of("vae_loss", "target", "q_loss"),
                List.of("actor_loss"));
    }

    @Test
    void aLearnerThatWasKilledGoesOnWithTheSameBytes() throws Exception {
        LearnerLaws.of(directory).goesOnWithTheSameBytes(this::learner);
    }

    @Test
    void everyDrawFollowsFromTheSeed() throws Exception {
        LearnerLaws.of(directory).drawsFollowFromTheSeed(this::learner);
    }

    @Test
    void aStepReturnsTheNumbersThatItNamesAndLeavesNothing() {
        LearnerLaws.of(directory).namesItsNumbersAndLeavesNothing(manager, this::learner);
    }

    /** A teacher's networks are the learner's; its critic is the first of two. */
    @Test
    void teachersAreReadFromWhatALearnerHasLeft() throws Exception {
        Snapshot left = Snapshot.empty();
        try (TaskBcq learner = learner(0)) {
            steps(learner, 5);
            learner.save(left);
            try (Teachers teachers = Teachers.read(manager, config(0.05), left, data(0));
                    CandidateActor own = learner.actor();
                    NDManager scratch = manager.newSubManager()) {
                assertThat(teachers.networks().critic().heads()).isEqualTo(1);
                CandidateActor taught =
                        new CandidateActor(
                                teachers.networks(),
                                config(0.05).bcq().proposal(),
                                new float[0],
                                new long[] {1, 2});
                NDArray noise = scratch.ones(new Shape(2, 10, 2));
                CandidateActor.Choice expected = own.choice(new float[] {0.1f, 0.7f}, noise);
                CandidateActor.Choice choice = taught.choice(new float[] {0.1f, 0.7f}, noise);
                assertThat(choice.actions()).containsExactly(expected.actions());
                assertThat(choice.values()).containsExactly(expected.values());
            }
        }
    }

    @Test
    void teachersOfOtherTasksAreRefused() {
        Snapshot left = Snapshot.empty();
        try (TaskBcq learner = learner(0)) {
            learner.save(left);
        }
        TaskData one = Data.tasks(List.of(arms(1)), 0);
        assertThatThrownBy(() -> Teachers.read(manager, config(0.05), left, one))
                .hasMessageContaining("made by a learner of other settings");
    }
}
