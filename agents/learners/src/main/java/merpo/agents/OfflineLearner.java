package merpo.agents;

import java.util.List;
import java.util.Map;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
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

    /**
     * Length of the actors' gradient from the regularizers over that from Q, on a batch of its own
     * (PAPERS.md, A35): above 1 the regularizers lead, 0 without any. No weight moves, but draws
     * do: to be asked before {@link #save}, at the end of an epoch.
     */
    double regularization();

    /** All draws from here on follow from the learner's seed and this number. */
    void begin(int epoch);

    /** The shape of what acts. */
    Policy policy();

    /**
     * What acts: one policy per task, or the meta-policy alone, [T, P]. They move with each step.
     */
    ParameterStack actors();

    void save(Snapshot to);

    /** Takes the place of a learner of the same settings. */
    void restore(Snapshot from);

    @Override
    void close();
}
