package merpo.agents.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import merpo.agents.Golden;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Seeds;
import merpo.datagen.snapshot.Snapshot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A decoder tanh(relu(latent)), whatever s and z are, and a critic {@code relu(1 + s + a + 10 z)}:
 * it likes large actions. The perturbation is tanh of 9, nearly 1.
 */
class CandidateActorTest {
    private static final List<Integer> ONE = List.of(1);

    @TempDir private Path directory;
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private ParameterStack stack(List<Shape> blocks, float... numbers) {
        return ParameterStack.of(manager, numbers, blocks);
    }

    /** Weights of (s, x, z) into one unit and its bias; weight and bias behind it. */
    private CandidateActor.Networks networks() {
        ActionNetwork shape = ActionNetwork.of(3, ONE, 1);
        Critic critic = new Critic(3, 1, ONE);
        List<Shape> blocks = shape.network().blocks(1);
        return new CandidateActor.Networks(
                new GenerativePolicy(shape, shape),
                critic,
                stack(blocks, 0, 1, 0, 0, 1, 0),
                stack(blocks, 0, 0, 0, 0, 0, 9),
                stack(critic.blocks(), 1, 1, 10, 1, 1, 0));
    }

    private CandidateActor actor(Proposal how, long... seeds) {
        return new CandidateActor(networks(), how, new float[] {0, 0.1f}, seeds);
    }

    @TestFactory
    Stream<DynamicTest> contextual() throws IOException {
        return Golden.tests("cbcq", CandidateActorTest::check);
    }

    @TestFactory
    Stream<DynamicTest> ofOneTask() throws IOException {
        return Golden.tests("mbml-bcq", CandidateActorTest::check);
    }

    private static void check(NDManager manager, JsonNode golden) {
        JsonNode acting = golden.get("acting");
        int candidates = acting.get("noise").size();
        try (CandidateActor actor = BcqGolden.actor(manager, golden);
                NDManager scratch = manager.newSubManager()) {
            NDArray noise =
                    scratch.create(Golden.numbers(acting.get("noise"))).reshape(1, candidates, -1);
            CandidateActor.Choice choice =
                    actor.choice(Golden.numbers(acting.get("observation")), noise);
            Golden.near(
                    "candidates",
                    choice.actions(),
                    Golden.numbers(acting.get("candidates")),
                    Golden.LOSS);
            Golden.near("q", choice.values(), Golden.numbers(acting.get("q")), Golden.LOSS);
            assertThat(choice.best(candidates)).containsExactly(acting.get("index").intValue());
        }
    }

    /** Two observations of each task, three candidates of each observation: latents count up. */
    @Test
    void everyObservationHasCandidatesOfItsOwn() {
        Proposal how = new Proposal(3, 0.05, 0.5);
        try (CandidateActor actor = actor(how, 1, 2);
                NDManager scratch = manager.newSubManager()) {
            float[] noise = {-1, 0.1f, 0.2f, 0.3f, 0.2f, 0.1f, 0, 0, 0, 0.4f, 9, 9};
            CandidateActor.Choice choice =
                    actor.choice(new float[] {0, 1, 2, 3}, scratch.create(noise).reshape(2, 6, 1));
            // latents above 0 and clipped to 0.5, decoded, 0.05 more
            double[] latents = {0, 0.1, 0.2, 0.3, 0.2, 0.1, 0, 0, 0, 0.4, 0.5, 0.5};
            for (int i = 0; i < 12; i++) {
                double action = Math.tanh(latents[i]) + 0.05;
                assertThat(choice.actions()[i]).isCloseTo((float) action, within(1e-6f));
                double value = 1 + i / 3 + action + (i < 6 ? 0 : 1); // 10 z is 0 and 1
                assertThat(choice.values()[i]).isCloseTo((float) value, within(1e-5f));
            }
            // the largest of each three; the first where they are equal
            assertThat(choice.best(3)).containsExactly(2, 3, 6, 10);
        }
    }

    /** No latent is larger than 0.5, so no action is than tanh(0.5) + 0.05. */
    @Test
    void latentsAreClippedBeforeTheyAreDecoded() {
        try (CandidateActor actor = actor(new Proposal(200, 0.05, 0.5), 1, 2)) {
            float[] actions = actor.act(new float[] {0, 0}).actions();
            assertThat(actions).hasSize(2);
            for (float action : actions) { // of 200 draws one is larger than 0.5
                assertThat(action).isCloseTo((float) (Math.tanh(0.5) + 0.05), within(1e-6f));
            }
        }
    }

    @Test
    void imitationIsTheDecoderAtLatentZero() {
        try (CandidateActor actor = actor(Proposal.imitation(), 1, 2)) {
            assertThat(actor.act(new float[] {0, 5}).actions()).containsExactly(0, 0);
        }
    }

    @Test
    void actorsOfEqualSeedsActAlikeAndAlwaysDrawAnew() {
        Proposal how = new Proposal(2, 0, 0.5);
        float[] observations = {0, 1, 2, 3, 4, 5, 6, 7};
        try (CandidateActor one = actor(how, 1, 2);
                CandidateActor same = actor(how, 1, 2);
                CandidateActor other = actor(how, 1, 3)) {
            float[] actions = one.act(observations).actions();
            assertThat(same.act(observations).actions()).containsExactly(actions);
            assertThat(one.act(observations).actions()).isNotEqualTo(actions);
            float[] others = other.act(observations).actions();
            assertThat(List.of(others[0], others[3])).isEqualTo(List.of(actions[0], actions[3]));
            assertThat(others).isNotEqualTo(actions); // the second task draws for itself
        }
    }

    @Test
    void seedsAreSmallEnoughForAFile() {
        long[] seeds = CandidateActor.seeds(Seeds.from(3, 2, 2));
        assertThat(seeds).hasSize(4).doesNotHaveDuplicates();
        for (long seed : seeds) {
            assertThat((long) (double) seed).isEqualTo(seed).isNotNegative();
        }
    }

    @Test
    void whatActsIsReadFromItsFile() throws Exception {
        Path file = directory.resolve("policy");
        Snapshot kept = Snapshot.empty();
        float[] observations = {0.3f, 0.3f};
        try (CandidateActor actor = actor(new Proposal(4, 0.05, 0.5), 1, 1L << 52)) {
            actor.save(kept);
            kept.write(file);
            try (CandidateActor read = CandidateActor.read(manager, Snapshot.read(file))) {
                assertThat(read.tasks()).isEqualTo(2);
                assertThat(read.act(observations).actions())
                        .containsExactly(actor.act(observations).actions());
            }
        }
    }

    /** Networks of each task that read no embedding: weights of (s, x) into one unit. */
    @Test
    void tasksMayHaveNetworksOfTheirOwn() throws Exception {
        ActionNetwork shape = ActionNetwork.of(2, ONE, 1);
        Critic critic = new Critic(2, 1, ONE);
        List<Shape> blocks = shape.network().blocks(1);
        CandidateActor.Networks apart =
                new CandidateActor.Networks(
                        new GenerativePolicy(shape, shape),
                        critic,
                        stack(blocks, 0, 0, 0, 0, 0.5f, /* then */ 0, 0, 0, 0, -0.5f),
                        stack(blocks, new float[10]),
                        stack(critic.blocks(), new float[10]));
        Path file = directory.resolve("policy");
        Snapshot kept = Snapshot.empty();
        try (CandidateActor actor =
                new CandidateActor(
                        apart, new Proposal(2, 0, 0.5), new float[0], new long[] {1, 2})) {
            actor.save(kept);
        }
        kept.write(file);
        try (CandidateActor read = CandidateActor.read(manager, Snapshot.read(file))) {
            float half = (float) Math.tanh(0.5);
            float[] actions = read.act(new float[] {1, 2, 3, 4}).actions();
            assertThat(actions)
                    .containsExactly(new float[] {half, half, -half, -half}, within(1e-6f));
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Proposal how = new Proposal(2, 0, 0.5);
        try (CandidateActor.Networks shared = networks()) {
            assertThatThrownBy(
                            () ->
                                    new CandidateActor(
                                            shared, how, new float[] {0, 1, 2}, new long[2]))
                    .hasMessageContaining("3 numbers of embeddings for 2 tasks");
            assertThatThrownBy(() -> new CandidateActor(shared, how, new float[4], new long[2]))
                    .hasMessageContaining("leave room for an observation");
            assertThatThrownBy(
                            () ->
                                    new CandidateActor(
                                            shared, how, new float[] {0, Float.NaN}, new long[2]))
                    .hasMessageContaining("the embedding of task 1 is NaN, must be finite");
        }
    }
}
