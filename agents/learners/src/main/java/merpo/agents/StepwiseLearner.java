package merpo.agents;

import java.util.List;
import java.util.Map;
import merpo.datagen.snapshot.Snapshot;

/**
 * Learns step by step. One that is restored from a snapshot and begins the same epoch goes on with
 * the same numbers as one that was never interrupted.
 */
public interface StepwiseLearner extends AutoCloseable {
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

    /** Puts all that the next step depends on. */
    void save(Snapshot to);

    /** Takes the place of a learner of the same settings. */
    void restore(Snapshot from);

    @Override
    void close();
}
