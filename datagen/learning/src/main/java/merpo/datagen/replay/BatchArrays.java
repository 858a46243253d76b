package merpo.datagen.replay;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;

/** Room for one batch [T, B]; filled from replay buffers, then handed to the tensor engine. */
public final class BatchArrays {
    private final int tasks;
    private final int rows;
    private final int observationSize;
    private final int actionSize;
    private final int[] drawn; // rows of one buffer
    final float[] observations;
    final float[] actions;
    final float[] rewards;
    final float[] nextObservations;
    final float[] continues;

    /**
     * @param rows transitions per task, B
     */
    public BatchArrays(int tasks, int rows, int observationSize, int actionSize) {
        this.tasks = tasks;
        this.rows = rows;
        this.observationSize = observationSize;
        this.actionSize = actionSize;
        drawn = new int[rows];
        observations = new float[tasks * rows * observationSize];
        actions = new float[tasks * rows * actionSize];
        rewards = new float[tasks * rows];
        nextObservations = new float[tasks * rows * observationSize];
        continues = new float[tasks * rows];
    }

    /**
     * Draws {@code count} transitions per task, uniformly with replacement, into the rows from
     * {@code first} on.
     *
     * @param buffers one per task
     * @param randoms one per task
     */
    public BatchArrays draw(
            List<ReplayBuffer> buffers, List<RandomGenerator> randoms, int first, int count) {
        for (int task = 0; task < tasks; task++) {
            ReplayBuffer buffer = holding(1, buffers, task);
            RandomGenerator random = randoms.get(task);
            for (int i = 0; i < count; i++) {
                drawn[i] = random.nextInt(buffer.size());
            }
            buffer.copyTo(drawn, count, this, task * rows + first);
        }
        return this;
    }

    /** The first rows of each buffer, B of each. */
    public BatchArrays first(List<ReplayBuffer> buffers) {
        for (int task = 0; task < tasks; task++) {
            ReplayBuffer buffer = holding(rows, buffers, task);
            for (int row = 0; row < rows; row++) {
                drawn[row] = row;
            }
            buffer.copyTo(drawn, rows, this, task * rows);
        }
        return this;
    }

    private static ReplayBuffer holding(int needed, List<ReplayBuffer> buffers, int task) {
        ReplayBuffer buffer = buffers.get(task);
        if (buffer.size() < needed) {
            throw new IllegalArgumentException(
                    "the replay buffer of task %d of the stack has %d rows, %d are needed"
                            .formatted(task, buffer.size(), needed));
        }
        return buffer;
    }

    /** Copies to the tensor engine; the arrays may be filled again afterwards. */
    public Batch toBatch(NDManager manager) {
        return toBatch(manager, tasks, rows);
    }

    /** The same numbers, their first axes cut otherwise. */
    Batch toBatch(NDManager manager, int tasks, int rows) {
        return Batch.of(
                manager,
                tasks,
                rows,
                observationSize,
                actionSize,
                observations,
                actions,
                rewards,
                nextObservations,
                continues);
    }
}
