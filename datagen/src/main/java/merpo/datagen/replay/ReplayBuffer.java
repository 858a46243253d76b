package merpo.datagen.replay;

import java.util.Objects;

/**
 * Transitions of one task in primitive arrays; when full, the oldest is overwritten. Terminal means
 * that the task ended, never that time ran out.
 */
public final class ReplayBuffer {
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final int observationSize;
    private final int actionSize;
    private final int capacity;
    private final float[] observations;
    private final float[] actions;
    private final float[] rewards;
    private final float[] nextObservations;
    private final boolean[] terminals;
    private int size;
    private int next;

    /**
     * @param capacity largest number of transitions kept
     */
    public ReplayBuffer(int capacity, int observationSize, int actionSize) {
        if (capacity < 1) {
            throw new IllegalArgumentException(
                    "ReplayBuffer.capacity is " + capacity + ", must be at least 1");
        }
        int widest = Math.max(observationSize, actionSize);
        if ((long) capacity * widest > LARGEST_ARRAY) {
            throw new IllegalArgumentException(
                    "ReplayBuffer.capacity is %d, must be at most %d with rows of %d numbers"
                            .formatted(capacity, LARGEST_ARRAY / widest, widest));
        }
        this.capacity = capacity;
        this.observationSize = observationSize;
        this.actionSize = actionSize;
        observations = new float[capacity * observationSize];
        actions = new float[capacity * actionSize];
        rewards = new float[capacity];
        nextObservations = new float[capacity * observationSize];
        terminals = new boolean[capacity];
    }

    public int size() {
        return size;
    }

    public int observationSize() {
        return observationSize;
    }

    public int actionSize() {
        return actionSize;
    }

    /**
     * Adds one transition; each array is read from its offset on.
     *
     * @param observation state before the action, and {@code nextObservation} its true successor
     */
    public void add(
            float[] observation,
            int observationOffset,
            float[] action,
            int actionOffset,
            float reward,
            float[] nextObservation,
            int nextOffset,
            boolean terminal) {
        int at = next * observationSize;
        System.arraycopy(observation, observationOffset, observations, at, observationSize);
        System.arraycopy(nextObservation, nextOffset, nextObservations, at, observationSize);
        System.arraycopy(action, actionOffset, actions, next * actionSize, actionSize);
        rewards[next] = reward;
        terminals[next] = terminal;
        next = (next + 1) % capacity;
        size = Math.min(size + 1, capacity);
    }

    /** Copies row {@code row} into place {@code at} of a batch under construction. */
    void copyTo(int row, BatchArrays batch, int at) {
        Objects.checkIndex(row, size);
        System.arraycopy(
                observations,
                row * observationSize,
                batch.observations,
                at * observationSize,
                observationSize);
        System.arraycopy(
                nextObservations,
                row * observationSize,
                batch.nextObservations,
                at * observationSize,
                observationSize);
        System.arraycopy(actions, row * actionSize, batch.actions, at * actionSize, actionSize);
        batch.rewards[at] = rewards[row];
        batch.continues[at] = terminals[row] ? 0 : 1;
    }

    /** Observation of one row, copied into place {@code at} of an array of observations. */
    public void observation(int row, float[] target, int at) {
        Objects.checkIndex(row, size);
        System.arraycopy(
                observations, row * observationSize, target, at * observationSize, observationSize);
    }

    /** Action of one row, copied into place {@code at} of an array of actions. */
    public void action(int row, float[] target, int at) {
        Objects.checkIndex(row, size);
        System.arraycopy(actions, row * actionSize, target, at * actionSize, actionSize);
    }

    /** Successor of one row, copied into place {@code at} of an array of observations. */
    public void nextObservation(int row, float[] target, int at) {
        Objects.checkIndex(row, size);
        System.arraycopy(
                nextObservations,
                row * observationSize,
                target,
                at * observationSize,
                observationSize);
    }

    /** Whether the task ended with this row. */
    public boolean terminal(int row) {
        Objects.checkIndex(row, size);
        return terminals[row];
    }

    public float reward(int row) {
        Objects.checkIndex(row, size);
        return rewards[row];
    }
}
