package merpo.envs;

/**
 * One environment step of one simulation, as a reward reads it: where it began, where it ended,
 * what was done. A view of the batch's arrays, which a test can make from hand-made numbers.
 */
public final class Step {
    private final Row before;
    private final Row after;
    private final double[] actions; // [n * act]
    private final int from;
    private final int actionSize;

    Step(Row before, Row after, double[] actions, int from, int actionSize) {
        this.before = before;
        this.after = after;
        this.actions = actions;
        this.from = from;
        this.actionSize = actionSize;
    }

    /**
     * A step of its own. Nothing is copied.
     *
     * @param action agent side, clipped to [-1, 1]
     */
    public static Step of(Row before, Row after, double... action) {
        return new Step(before, after, action, 0, action.length);
    }

    /** The state that it began in. */
    public Row before() {
        return before;
    }

    /** The state that it led to. */
    public Row after() {
        return after;
    }

    /** How far a joint's first position has moved [m or rad]. */
    public double moved(String joint) {
        return after.position(joint) - before.position(joint);
    }

    /** How far a body's frame has moved along an axis [m]; axis 0, 1, 2 is x, y, z. */
    public double moved(String body, int axis) {
        return after.body(body, axis) - before.body(body, axis);
    }

    /** Sum of the squared actions. */
    public double effort() {
        double sum = 0;
        for (int k = from; k < from + actionSize; k++) {
            sum += actions[k] * actions[k];
        }
        return sum;
    }
}
