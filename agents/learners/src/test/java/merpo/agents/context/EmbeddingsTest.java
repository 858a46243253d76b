package merpo.agents.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.List;
import merpo.agents.Data;
import merpo.agents.Embedding;
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The mean over a context of (s, a) as z, of tasks whose rewards are theirs. */
class EmbeddingsTest {
    private static final List<ReplayBuffer> DATA = List.of(task(5), task(9));

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private static ReplayBuffer task(int reward) {
        return Data.uniform((s, a, random) -> new float[] {s + a, reward}, 50, reward);
    }

    /** Of s, a and r the last two. */
    private Embeddings embeddings() {
        return new Embeddings(
                manager,
                new ContextRows(8, false),
                context -> context.mean(new int[] {1}).get(":, 1:"));
    }

    @Test
    void everyTaskHasSeveralEmbeddingsOfItsOwnContexts() {
        List<Embedding> all = embeddings().several(DATA, Seeds.one(3, 2));
        assertThat(all).hasSize(2 * Embeddings.SEVERAL);
        for (Embedding one : all) {
            assertThat(one.z()[1]).isCloseTo(one.task() == 0 ? 5 : 9, within(1e-5f));
        }
        assertThat(all.stream().map(one -> one.z()[0]).distinct()).hasSize(all.size());
    }

    /** Actions within [-1, 1], rewards 4 apart. */
    @Test
    void tasksThatLieApartAreTold() {
        assertThat(embeddings().silhouette(DATA, Seeds.one(3, 2))).isBetween(0.8, 1.0);
    }

    @Test
    void contextsAreThoseOfTheirPurposeAndOfTheTasksOwnStream() {
        float[] z = embeddings().one(DATA, Seeds.one(3, 2), "context");
        assertThat(z).hasSize(4);
        assertThat(embeddings().one(DATA, Seeds.one(3, 2), "context")).containsExactly(z);
        assertThat(embeddings().one(DATA, Seeds.one(3, 2), "other")).isNotEqualTo(z);
        assertThat(embeddings().one(DATA.subList(0, 1), Seeds.one(3, 1), "context"))
                .containsExactly(z[0], z[1]);
    }
}
