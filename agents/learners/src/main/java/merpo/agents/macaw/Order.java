package merpo.agents.macaw;

import ai.djl.ndarray.NDArray;

/** What of an inner step the meta-gradient sees. */
public enum Order {
    /** All of it: how its gradient changes with where the step starts (exactly). */
    SECOND,
    /**
     * Its gradient as a constant: cheaper, and not MACAW's. The advantage head and its coefficient
     * then never learn, as no other loss reads them.
     */
    FIRST;

    NDArray seen(NDArray gradient) {
        return this == SECOND ? gradient : gradient.stopGradient();
    }
}
