package merpo.datagen.replay;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * N entries, each one task; the same task may be there more than once. Rows of it are numbers,
 * drawn once and handed to whoever copies them, entry after entry: [N * B], B of each.
 */
public final class TaskBatch {
    private final List<ReplayBuffer> buffers;
    private final int[] tasks;

    TaskBatch(List<ReplayBuffer> buffers, int[] tasks) {
        this.buffers = buffers;
        this.tasks = tasks;
        if (tasks.length == 0) {
            throw new IllegalArgumentException("a batch of 0 tasks, must be at least 1");
        }
    }

    /** Number of entries, N. */
    public int size() {
        return tasks.length;
    }

    /** The task of each entry, [N]. */
    public int[] tasks() {
        return tasks.clone();
    }

    /**
     * Whether the entries of each pair i before j are of one task, [N (N - 1) / 2]: (0, 1), (0, 2),
     * ... (0, N - 1), (1, 2), ...
     */
    public boolean[] same() {
        boolean[] same = new boolean[tasks.length * (tasks.length - 1) / 2];
        int at = 0;
        for (int i = 0; i < tasks.length; i++) {
            for (int j = i + 1; j < tasks.length; j++) {
                same[at++] = tasks[i] == tasks[j];
            }
        }
        return same;
    }

    /** {@code count} rows of each entry, uniformly with replacement, [N * count]. */
    public int[] rows(int count, RandomGenerator random) {
        int[] rows = new int[tasks.length * count];
        for (int at = 0; at < rows.length; at++) {
            rows[at] = random.nextInt(buffers.get(at / count).size());
        }
        return rows;
    }

    /**
     * {@code count} rows of each entry that are none of those taken of it, uniformly with
     * replacement, [N * count].
     *
     * @param taken rows of each entry, as many of each, [N * C]
     */
    public int[] rowsApart(int count, int[] taken, RandomGenerator random) {
        int each = perEntry(taken);
        int[] rows = new int[tasks.length * count];
        for (int entry = 0; entry < tasks.length; entry++) {
            int size = buffers.get(entry).size();
            BitSet gone = new BitSet(size);
            for (int i = entry * each; i < (entry + 1) * each; i++) {
                gone.set(taken[i]);
            }
            if (gone.cardinality() == size) {
                throw new IllegalArgumentException(
                        "all %d rows of task %d are taken, none is left: take at most %d"
                                .formatted(size, tasks[entry], size - 1));
            }
            for (int at = entry * count; at < (entry + 1) * count; at++) {
                do {
                    rows[at] = random.nextInt(size);
                } while (gone.get(rows[at]));
            }
        }
        return rows;
    }

    /** {@code count} neighbouring rows of each entry, their first uniform, [N * count]. */
    public int[] slices(int count, RandomGenerator random) {
        int[] rows = new int[tasks.length * count];
        for (int entry = 0; entry < tasks.length; entry++) {
            int size = buffers.get(entry).size();
            if (count > size) {
                throw new IllegalArgumentException(
                        "a slice of %d rows of task %d, which has %d: take at most %d"
                                .formatted(count, tasks[entry], size, size));
            }
            int first = random.nextInt(size - count + 1);
            for (int i = 0; i < count; i++) {
                rows[entry * count + i] = first + i;
            }
        }
        return rows;
    }

    /** For networks that all entries share: [1, N * B, ...], entry after entry. */
    public Batch shared(int[] rows, NDManager manager) {
        return filled(rows).toBatch(manager, 1, rows.length);
    }

    /** For networks of each entry: [N, B, ...]. */
    public Batch apart(int[] rows, NDManager manager) {
        return filled(rows).toBatch(manager);
    }

    private BatchArrays filled(int[] rows) {
        int count = perEntry(rows);
        ReplayBuffer first = buffers.get(0);
        BatchArrays arrays =
                new BatchArrays(tasks.length, count, first.observationSize(), first.actionSize());
        for (int entry = 0; entry < tasks.length; entry++) {
            int[] own = Arrays.copyOfRange(rows, entry * count, (entry + 1) * count);
            buffers.get(entry).copyTo(own, count, arrays, entry * count);
        }
        return arrays;
    }

    /**
     * What identifies a task: observation, action, reward and, if asked for, next observation, side
     * by side, [N, C, width].
     */
    public NDArray context(int[] rows, boolean nextObservation, NDManager manager) {
        int count = perEntry(rows);
        int width = buffers.get(0).contextWidth(nextObservation);
        float[] values = new float[rows.length * width];
        for (int at = 0; at < rows.length; at++) {
            buffers.get(at / count).context(rows[at], nextObservation, values, at * width);
        }
        return manager.create(values, new Shape(tasks.length, count, width));
    }

    int perEntry(int[] rows) {
        if (rows.length == 0 || rows.length % tasks.length != 0) {
            throw new IllegalArgumentException(
                    "%d rows for %d tasks: as many of each are needed, at least one"
                            .formatted(rows.length, tasks.length));
        }
        return rows.length / tasks.length;
    }

    /**
     * A task embedding beside each of its rows; gradients of the rows add up.
     *
     * @param embedding [1, N, latent]
     * @param rows of each entry, B
     * @return [1, N * B, latent], as {@link #shared} has its rows
     */
    public static NDArray perRow(NDArray embedding, int rows) {
        Shape shape = embedding.getShape();
        return embedding
                .expandDims(2)
                .broadcast(shape.get(0), shape.get(1), rows, shape.get(2))
                .reshape(shape.get(0), shape.get(1) * rows, shape.get(2));
    }
}
