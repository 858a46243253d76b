package merpo.agents;

import java.util.List;
import java.util.Map;
import merpo.datagen.snapshot.Snapshot;

/**
 * Learns from fixed data, step by step. A learner that is restored from a snapshot and begins the
 * same epoch goes on with the same numbers as one that was never interrupted.
 */
public interface OfflineLearner extends AutoCloseable {
    /** Names of the numbers that {@link #step} returns, in its order. */
    List<String> metrics();

    /**
     * One step on the learner's own clock: a gradient step, or a meta-iteration.
     *
     * @return what it saw, by name
     */
    Map<String, Double> step();

    /** All draws from here on follow from the learner's seed and this number. */
    void begin(int epoch);

    /**
     * Who is tried now, from the data of these tasks alone: the learner's own answer first, then
     * what it is compared with at every evaluation. The caller closes them.
     *
     * @param tasks of the environment that was learned
     * @throws IllegalArgumentException where the data are too few for it
     */
    List<Candidate> candidates(TaskData tasks);

    /** What it is compared with once, before the first step. The caller closes them. */
    default List<Candidate> baselines(TaskData tasks) {
        return List.of();
    }

    /** Names of the numbers of {@link #diagnosis}, in its order. */
    default List<String> diagnoses() {
        return List.of();
    }

    /**
     * What is measured once per epoch. No weight moves, but draws may: to be asked before {@link
     * #save}, at the end of an epoch.
     */
    default Map<String, Double> diagnosis() {
        return Map.of();
    }

    /** Embeddings of these tasks, where the method makes some. */
    default List<Embedding> embeddings(TaskData tasks) {
        return List.of();
    }

    void save(Snapshot to);

    /** Takes the place of a learner of the same settings. */
    void restore(Snapshot from);

    @Override
    void close();
}
