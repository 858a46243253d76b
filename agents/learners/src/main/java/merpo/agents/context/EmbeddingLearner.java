package merpo.agents.context;

import java.util.List;
import java.util.Map;
import merpo.agents.Embedding;
import merpo.agents.OfflineLearner;
import merpo.agents.TaskData;

/** A learner that acts under an embedding of the task, looked at in one way whatever made it. */
public interface EmbeddingLearner extends OfflineLearner {
    /** The one diagnosis: how well embeddings tell the training tasks apart. */
    String SILHOUETTE = "silhouette";

    /** How contexts are embedded now. */
    Embeddings embedded();

    /** {@link Embeddings#silhouette} of the training tasks; always of the same contexts. */
    double silhouette();

    @Override
    default List<Embedding> embeddings(TaskData tasks) {
        return embedded().several(tasks.rows(), tasks.seeds());
    }

    @Override
    default List<String> diagnoses() {
        return List.of(SILHOUETTE);
    }

    @Override
    default Map<String, Double> diagnosis() {
        return Map.of(SILHOUETTE, silhouette());
    }
}
