package merpo.datagen.replay;

import java.util.Arrays;
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

    /** Rows that it holds. */
    public int size() {
        return size;
    }

    /** Entries of an observation. */
    public int observationSize() {
        return observationSize;
    }

    /** Entries of an action. */
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

    /**
     * Copies rows into places {@code at} and following of a batch under construction: array by
     * array, so that the memory of many rows is on its way at once.
     *
     * @param rows indices of the first {@code count}
     */
    void copyTo(int[] rows, int count, BatchArrays batch, int at) {
        for (int i = 0; i < count; i++) {
            Objects.checkIndex(rows[i], size);
        }
        gather(observations, observationSize, rows, count, batch.observations, at);
        gather(nextObservations, observationSize, rows, count, batch.nextObservations, at);
        gather(actions, actionSize, rows, count, batch.actions, at);
        for (int i = 0; i < count; i++) {
            batch.rewards[at + i] = rewards[rows[i]];
        }
        for (int i = 0; i < count; i++) {
            batch.continues[at + i] = terminals[rows[i]] ? 0 : 1;
        }
    }

    private static void gather(float[] from, int width, int[] rows, int count, float[] to, int at) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(from, rows[i] * width, to, (at + i) * width, width);
        }
    }

    /** Whether rows have been overwritten in part: then the first is not the oldest. */
    boolean wrapped() {
        return next != size % capacity;
    }

    int contextWidth(boolean nextObservation) {
        return observationSize + actionSize + 1 + (nextObservation ? observationSize : 0);
    }

    /**
     * Observation, action, reward and, if asked for, next observation of one row, side by side from
     * {@code at} on.
     */
    void context(int row, boolean nextObservation, float[] target, int at) {
        Objects.checkIndex(row, size);
        int reward = at + observationSize + actionSize;
        System.arraycopy(observations, row * observationSize, target, at, observationSize);
        System.arraycopy(actions, row * actionSize, target, at + observationSize, actionSize);
        target[reward] = rewards[row];
        if (nextObservation) {
            System.arraycopy(
                    nextObservations, row * observationSize, target, reward + 1, observationSize);
        }
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

    /** Of one row. */
    public float reward(int row) {
        Objects.checkIndex(row, size);
        return rewards[row];
    }

    /** Copies of all rows, and where the next one goes. */
    public State state() {
        float[] ends = new float[size];
        for (int row = 0; row < size; row++) {
            ends[row] = terminals[row] ? 1 : 0;
        }
        return new State(
                Arrays.copyOf(observations, size * observationSize),
                Arrays.copyOf(actions, size * actionSize),
                Arrays.copyOf(rewards, size),
                Arrays.copyOf(nextObservations, size * observationSize),
                ends,
                next);
    }

    /** Takes the rows of a buffer of the same capacity. */
    public void restore(State state) {
        requireOwn(state);
        size = state.rewards().length;
        next = state.next();
        System.arraycopy(state.observations(), 0, observations, 0, size * observationSize);
        System.arraycopy(state.actions(), 0, actions, 0, size * actionSize);
        System.arraycopy(state.rewards(), 0, rewards, 0, size);
        System.arraycopy(state.nextObservations(), 0, nextObservations, 0, size * observationSize);
        for (int row = 0; row < size; row++) {
            terminals[row] = state.terminals()[row] != 0;
        }
    }

    private void requireOwn(State state) {
        int rows = state.rewards().length;
        boolean full = rows == capacity && state.next() >= 0 && state.next() < capacity;
        boolean filling = rows < capacity && state.next() == rows;
        if (!(full || filling)
                || state.observations().length != rows * observationSize
                || state.nextObservations().length != rows * observationSize
                || state.actions().length != rows * actionSize
                || state.terminals().length != rows) {
            throw new IllegalArgumentException(
                    "%d rows of %d + %d + %d numbers, the next at %d, do not fit a replay buffer of capacity %d with observations of %d and actions of %d"
                            .formatted(
                                    rows,
                                    state.observations().length / Math.max(1, rows),
                                    state.actions().length / Math.max(1, rows),
                                    state.nextObservations().length / Math.max(1, rows),
                                    state.next(),
                                    capacity,
                                    observationSize,
                                    actionSize));
        }
    }

    /**
     * A buffer between two additions.
     *
     * @param observations [n * obs]
     * @param actions [n * act]
     * @param rewards [n]
     * @param nextObservations [n * obs]
     * @param terminals 1 where the task ended, else 0, [n]
     * @param next place of the next row
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record State(
            float[] observations,
            float[] actions,
            float[] rewards,
            float[] nextObservations,
            float[] terminals,
            int next) {}
}
