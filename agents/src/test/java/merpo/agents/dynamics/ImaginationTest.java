package merpo.agents.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import merpo.agents.Data;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Rollouts in models made by hand: member m adds 10 m to the state. */
class ImaginationTest {
    private static final int ROWS = 200;
    private static final Policy POLICY = new Policy(1, 1, 1, 4);
    private static final Standardization RAW =
            new Standardization(
                    new double[2], new double[] {1, 1}, new double[2], new double[] {1, 1});

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /**
     * Four members with one hidden unit each, {@code swish(10 + a)}, which is 10 + a but for 1e-3:
     * the change of the state is {@code 10 m + a}, the reward 7.
     */
    private TaskModels models(float logVariance, int... elites) {
        DynamicsNetwork network = new DynamicsNetwork(1, 1, 1, 1, 4);
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
        TaskModels.Quality quality =
                new TaskModels.Quality(elites, new double[4], new double[] {1, 1});
        return new TaskModels(
                network,
                List.of(RAW),
                network.parameters(manager, values),
                new TaskModels.Quality[] {quality});
    }

    private Batch imagine(TaskModels models, Imagination.Termination termination) {
        ReplayBuffer real = Data.rows(new float[] {5, 0, 0, 0});
        Imagination imagination =
                new Imagination(models, termination, Imagination.buffers(1, ROWS, 1, 1));
        try (ParameterStack actor = POLICY.initialize(manager, Streams.perTask(0, "actor", 1))) {
            imagination.rollOut(
                    manager, POLICY, actor, List.of(real), Streams.perTask(0, "rollout", 1), ROWS);
        }
        return Data.batch(manager, ROWS, imagination.imagined());
    }

    @Test
    void eachRowFollowsOneEliteDrawnForIt() {
        try (TaskModels models = models(-20, 1, 3)) {
            float[] next = imagine(models, s -> false).nextObservation().toFloatArray();
            Set<Integer> members = new TreeSet<>();
            int ofThree = 0;
            for (float value : next) {
                int member = Math.round((value - 5) / 10); // actions are within [-1, 1]
                members.add(member);
                ofThree += member == 3 ? 1 : 0;
            }
            assertThat(members).containsExactly(1, 3);
            assertThat(ofThree).isBetween(70, 130); // half of 200
        }
    }

    @Test
    void actionsStoredAreTheOnesExecutedAndVary() {
        try (TaskModels models = models(-20, 0)) {
            Batch batch = imagine(models, s -> false);
            float[] action = batch.action().toFloatArray();
            float[] next = batch.nextObservation().toFloatArray();
            Set<Float> different = new TreeSet<>();
            for (int row = 0; row < ROWS; row++) {
                // the model's least deviation is e^-5
                assertThat(next[row] - 5).isCloseTo(action[row], within(0.04f));
                different.add(action[row]);
            }
            assertThat(different).hasSizeGreaterThan(ROWS / 2);
            assertThat(batch.observation().toFloatArray()).containsOnly(5);
            assertThat(batch.reward().toFloatArray()[0]).isCloseTo(7, within(0.04f));
        }
    }

    /** Raw log variance 20 is held at 0.5: deviation e^0.25 = 1.284. */
    @Test
    void successorsAndRewardsAreDrawn() {
        try (TaskModels models = models(20, 0)) {
            float[] reward = imagine(models, s -> false).reward().toFloatArray();
            double squares = 0;
            for (float value : reward) {
                squares += (value - 7) * (value - 7);
            }
            assertThat(Math.sqrt(squares / ROWS)).isCloseTo(1.284, within(0.2));
        }
    }

    @Test
    void terminationIsAskedAboutTheSuccessor() {
        try (TaskModels models = models(-20, 0, 2)) {
            Batch batch = imagine(models, s -> s[0] > 15);
            float[] next = batch.nextObservation().toFloatArray();
            float[] continues = batch.continues().toFloatArray();
            for (int row = 0; row < ROWS; row++) {
                assertThat(continues[row]).isEqualTo(next[row] > 15 ? 0 : 1);
            }
            assertThat(continues).contains(0f, 1f);
        }
    }

    @Test
    void rolloutsLeaveNoArraysBehind() {
        try (TaskModels models = models(-20, 0, 2)) {
            Imagination imagination =
                    new Imagination(models, s -> false, Imagination.buffers(1, 5, 1, 1));
            ParameterStack actor = POLICY.initialize(manager, Streams.perTask(0, "actor", 1));
            int before = manager.getManagedArrays().size();
            imagination.rollOut(
                    manager,
                    POLICY,
                    actor,
                    List.of(Data.rows(new float[] {5, 0, 0, 0})),
                    Streams.perTask(0, "rollout", 1),
                    20);
            assertThat(manager.getManagedArrays()).hasSize(before);
            assertThat(imagination.imagined().get(0).size()).isEqualTo(5); // the newest of 20
            actor.close();
        }
    }
}
