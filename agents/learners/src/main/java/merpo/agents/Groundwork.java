package merpo.agents;

import ai.djl.ndarray.NDManager;
import merpo.datagen.snapshot.Snapshot;

/**
 * A learner on whose end a later one stands: a stage of its own in a training, killed and resumed
 * like the last. What it {@link StepwiseLearner#save saves} at its end is in {@link
 * TaskData#groundwork} of those that follow.
 */
public interface Groundwork {
    /** Of the stage, such as {@code teachers}. */
    String name();

    /** How many it takes. */
    int steps();

    /**
     * Before its first step.
     *
     * @param data of the tasks to learn, with what earlier groundwork has left
     */
    StepwiseLearner open(NDManager manager, TaskData data);

    /** What this groundwork has left. */
    default Snapshot left(TaskData data) {
        Snapshot own = data.groundwork().get(name());
        if (own == null) {
            throw new IllegalStateException("the stage " + name() + " has not been run");
        }
        return own;
    }
}
