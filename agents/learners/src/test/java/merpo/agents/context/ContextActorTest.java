package merpo.agents.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import merpo.agents.PolicyActor;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.snapshot.Snapshot;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy of one observation and one number of z whose mean is {@code relu(s + 10 z)}. */
class ContextActorTest {
    private static final Policy POLICY = new Policy(2, 1, 1, 1);

    @TempDir private Path directory;
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private ContextActor actor(int tasks, float... z) {
        float[] weights = {1, 10, 0, 1, 0, 0, 0}; // (s, z) to one unit; mean 1, log deviation 0
        return new ContextActor(
                new PolicyActor(
                        POLICY,
                        ParameterStack.of(manager, weights, POLICY.network().blocks(1)),
                        tasks),
                z);
    }

    /** Two tasks with z 0 and 0.1, two observations of each: tanh of 0.5, 1, 0.5 + 1 and 1 + 1. */
    private static void requireOwnActions(ContextActor actor) {
        float[] actions = actor.act(new float[] {0.5f, 1, 0.5f, 1}).actions();
        assertThat(actions).hasSize(4);
        double[] mean = {0.5, 1, 1.5, 2};
        for (int i = 0; i < 4; i++) {
            assertThat(actions[i]).isCloseTo((float) Math.tanh(mean[i]), within(1e-6f));
        }
    }

    @Test
    void everyTaskActsUnderItsOwnEmbedding() {
        try (ContextActor actor = actor(2, 0, 0.1f)) {
            requireOwnActions(actor);
        }
    }

    @Test
    void aFileHoldsPolicyAndEmbeddings() throws Exception {
        Path file = directory.resolve("policy.safetensors");
        Snapshot kept = Snapshot.empty();
        try (ContextActor actor = actor(2, 0, 0.1f)) {
            actor.save(kept);
        }
        kept.write(file);
        try (ContextActor read = ContextActor.read(manager, Snapshot.read(file))) {
            assertThat(read.tasks()).isEqualTo(2);
            requireOwnActions(read);
        }
    }

    @Test
    void embeddingsThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> actor(2, 0, 0.1f, 0.2f))
                .hasMessageContaining("3 numbers of embeddings for 2 tasks");
        assertThatThrownBy(() -> actor(1, 0, 0.1f)) // nothing would be left for the observation
                .hasMessageContaining("inputs of 2 and 2 numbers of embeddings");
        assertThatThrownBy(() -> actor(2, 0, Float.NaN))
                .hasMessageContaining("the embedding of task 1 is NaN, must be finite");
    }
}
