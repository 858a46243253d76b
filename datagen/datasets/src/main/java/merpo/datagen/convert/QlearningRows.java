package merpo.datagen.convert;

import java.util.Arrays;

/**
 * The rows that D4RL's {@code qlearning_dataset} makes of a file, with all its habits: the
 * successor is always the next row's observation, even of another episode; rows that time out are
 * skipped, and a terminal on them is lost; the last row of the file is never used.
 *
 * @param rows [K] their numbers in the file
 * @param observations [K x obs]
 * @param actions [K x act]
 * @param nextObservations [K x obs]
 * @param rewards [K]
 * @param terminals [K]
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record QlearningRows(
        int[] rows,
        float[] observations,
        float[] actions,
        float[] nextObservations,
        float[] rewards,
        boolean[] terminals) {

    /**
     * @param terminateOnEnd keeps rows that time out; despite the name they are not terminal, and
     *     their successor is the first observation of the next episode
     */
    public static QlearningRows of(D4rlRows from, boolean terminateOnEnd) {
        int[] kept = kept(from, terminateOnEnd);
        int obs = from.observationSize();
        int act = from.actionSize();
        float[] observations = new float[kept.length * obs];
        float[] successors = new float[kept.length * obs];
        float[] actions = new float[kept.length * act];
        float[] rewards = new float[kept.length];
        boolean[] terminals = new boolean[kept.length];
        for (int i = 0; i < kept.length; i++) {
            int row = kept[i];
            System.arraycopy(from.observations(), row * obs, observations, i * obs, obs);
            System.arraycopy(from.observations(), (row + 1) * obs, successors, i * obs, obs);
            System.arraycopy(from.actions(), row * act, actions, i * act, act);
            rewards[i] = from.rewards()[row];
            terminals[i] = from.terminals()[row];
        }
        return new QlearningRows(kept, observations, actions, successors, rewards, terminals);
    }

    private static int[] kept(D4rlRows from, boolean terminateOnEnd) {
        int[] kept = new int[Math.max(0, from.size() - 1)];
        int count = 0;
        int clock = 0;
        for (int row = 0; row < from.size() - 1; row++) {
            boolean ranOut = from.ranOut(row, clock);
            if (ranOut && !terminateOnEnd) {
                clock = 0;
            } else {
                kept[count++] = row;
                clock = ranOut || from.terminals()[row] ? 1 : clock + 1; // a step late, as there
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /** Number of transitions K. */
    public int size() {
        return rows.length;
    }
}
