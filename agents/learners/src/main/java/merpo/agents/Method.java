package merpo.agents;

import ai.djl.ndarray.NDManager;
import java.util.List;
import merpo.datagen.snapshot.Snapshot;

/**
 * A way to learn from datasets. One that is registered (a line in {@code
 * META-INF/services/merpo.agents.Method}) can be trained, evaluated, adapted, replayed and drawn in
 * figures by its name.
 */
public interface Method<C extends Record> extends Trainable<C> {
    /**
     * A learner before its first step.
     *
     * @param data of the tasks to learn
     * @param steps that the training will take, for rates that fall until then
     */
    OfflineLearner open(NDManager manager, C settings, TaskData data, int steps);

    /**
     * Refuses data of which the settings cannot be served; asked before anything is learned or
     * written.
     *
     * @param learning how many rows there are of each task to learn
     * @param test of each task to be tried on
     * @throws IllegalArgumentException that says what to set, by its path in a configuration
     */
    default void requireEnough(C settings, List<Integer> learning, List<Integer> test) {}

    /** What it stands on besides its {@link #needs}, in order. */
    default List<Groundwork> groundwork(C settings) {
        return List.of();
    }

    /** What is known to end badly, seen in the learner's metrics; each watches one training. */
    default List<Alarm> alarms(C settings) {
        return List.of();
    }

    /** What to do against losses that are not finite. */
    default String steadier() {
        return "lower the learning rates";
    }

    /** Whether it takes steps on the data of the tasks that it is tried on. */
    default boolean climbs() {
        return false;
    }

    /** Reads who acts, as {@link KeepableActor#save} wrote it; the caller closes it. */
    default KeepableActor actor(NDManager manager, Snapshot from) {
        return PolicyActor.read(manager, from);
    }
}
