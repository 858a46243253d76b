package merpo.agents;

import java.util.List;
import java.util.Map;

/** Learns from fixed data; {@link #candidates} says who acts on tasks by what was learned. */
public interface OfflineLearner extends StepwiseLearner {
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

    /**
     * What its answer is without one of its parts, each as many steps as the answer: compared with
     * where the question is what a part is worth. The caller closes them.
     */
    default List<Candidate> ablations(TaskData tasks) {
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

    /**
     * What is worth knowing of the learner at its end.
     *
     * @param tasks as in {@link #candidates}
     */
    default List<Finding> findings(TaskData tasks) {
        return List.of();
    }
}
