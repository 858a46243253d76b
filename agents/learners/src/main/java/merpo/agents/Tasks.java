package merpo.agents;

/** How tasks are learned. */
public enum Tasks {
    /** Each for itself, and tested on itself; several seeds fit into one stack. */
    APART,
    /** All by one learner, which is tested on tasks that it has not seen. */
    TOGETHER
}
