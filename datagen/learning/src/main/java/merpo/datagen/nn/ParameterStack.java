package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The parameters of equal networks for many tasks, P numbers each. It owns them until {@link
 * #close}.
 *
 * <p>In memory a block of all tasks lies together, block after block: the networks of all tasks and
 * members are one batch of a matrix product, and an optimizer step or a Polyak step is one pass
 * over one array. Whoever reads or writes plain numbers sees a row per task, [T * P].
 */
public final class ParameterStack implements AutoCloseable {
    private final NDArray values; // [T * P], block after block
    private final int tasks;
    private final List<Shape> blocks;
    private final NDList constant;

    private ParameterStack(NDArray values, int tasks, List<Shape> blocks) {
        this.values = values;
        this.tasks = tasks;
        this.blocks = blocks;
        Shapes.require("parameters", values, tasks * size(blocks));
        this.constant = views();
    }

    /**
     * @param rows [T * P], row-major, a row per task
     * @param blocks shapes of one task's parameters, in order
     */
    public static ParameterStack of(NDManager manager, float[] rows, List<Shape> blocks) {
        int size = Math.toIntExact(size(blocks));
        if (rows.length == 0 || rows.length % size != 0) {
            throw new IllegalArgumentException(
                    "%d parameters do not make whole rows of %d".formatted(rows.length, size));
        }
        int tasks = rows.length / size;
        float[] values = new float[rows.length];
        eachBlock(
                tasks, blocks, (row, at, count) -> System.arraycopy(rows, row, values, at, count));
        return new ParameterStack(manager.create(values), tasks, blocks);
    }

    /** What is done with a block of one task. */
    private interface BlockCopy {
        /**
         * @param row where it begins in rows per task
         * @param at where it begins in memory
         * @param count of its numbers
         */
        void copy(int row, int at, int count);
    }

    private static void eachBlock(int tasks, List<Shape> blocks, BlockCopy work) {
        int size = Math.toIntExact(size(blocks));
        int before = 0; // numbers of one task in the blocks before this one
        for (Shape block : blocks) {
            int count = Math.toIntExact(block.size());
            for (int task = 0; task < tasks; task++) {
                work.copy(task * size + before, tasks * before + task * count, count);
            }
            before += count;
        }
    }

    static long size(List<Shape> blocks) {
        return blocks.stream().mapToLong(Shape::size).sum();
    }

    private NDList views() {
        NDList views = new NDList();
        long end = 0;
        for (Shape block : blocks) {
            long begin = end;
            end += tasks * block.size();
            try (NDArray part = values.get(new NDIndex().addSliceDim(begin, end))) {
                views.add(part.reshape(new Shape(tasks).addAll(block)));
            }
        }
        return views;
    }

    /** Number of tasks, T. */
    public int tasks() {
        return tasks;
    }

    /** Numbers of all tasks, T P. */
    public int size() {
        return Math.toIntExact(values.size());
    }

    /** Owner of the memory. */
    public NDManager manager() {
        return values.getManager();
    }

    /** Views of the blocks [T, ...] that take no gradient; they follow every later change. */
    public NDList constant() {
        return constant;
    }

    /** The memory itself, [T * P], block after block. */
    NDArray values() {
        return values;
    }

    /** Shapes of one task's parameters. */
    public List<Shape> blocks() {
        return blocks;
    }

    /**
     * Fresh views that take a gradient, owned by {@code scratch}: no older gradient can leak in.
     */
    NDList trainable(NDManager scratch) {
        NDList leaves = views();
        leaves.attach(scratch);
        for (NDArray leaf : leaves) {
            leaf.setRequiresGradient(true);
        }
        return leaves;
    }

    /** Takes these values, rows per task [T * P], in place: every view follows. */
    public void restore(float[] saved) {
        try (ParameterStack other = of(manager(), saved, blocks)) {
            assign(other);
        }
    }

    /** A copy of its own. */
    public ParameterStack copy() {
        return new ParameterStack(values.duplicate(), tasks, blocks);
    }

    /** As many zeros. */
    ParameterStack zeros() {
        return new ParameterStack(values.zerosLike(), tasks, blocks);
    }

    /** A copy of the given tasks' parameters, in that order; a task may be named more than once. */
    public ParameterStack gather(int... rows) {
        return mapped(rows.length, block -> Rows.gather(block, rows));
    }

    /** A stack of {@code tasks} copies of this stack's only task. */
    public ParameterStack repeat(int tasks) {
        return gather(new int[tasks]);
    }

    /** The mean over tasks, a stack of one. */
    public ParameterStack mean() {
        return mapped(1, block -> block.mean(new int[] {0}, true));
    }

    /** What becomes of each block [T, ...], as a stack of its own. */
    private ParameterStack mapped(int tasks, UnaryOperator<NDArray> map) {
        NDList parts = new NDList();
        for (NDArray block : constant) {
            try (NDArray part = map.apply(block)) {
                parts.add(part.flatten());
            }
        }
        try (parts) {
            return new ParameterStack(NDArrays.concat(parts), tasks, blocks);
        }
    }

    /** Writes the tasks of {@code part} over the tasks named. */
    public void scatter(int[] rows, ParameterStack part) {
        requireLike(part, rows.length);
        for (int i = 0; i < constant.size(); i++) {
            Rows.scatter(constant.get(i), rows, part.constant.get(i));
        }
    }

    /** Overwrites every value with {@code other}'s, of the same shape. */
    public void assign(ParameterStack other) {
        requireLike(other, tasks);
        values.set(new NDIndex().addSliceDim(0, values.size()), other.values);
    }

    /** {@code this <- (1 - rate) this + rate * other}, of the same shape. */
    public void track(ParameterStack other, double rate) {
        requireLike(other, tasks);
        Kernels.run(
                "track", Kernels.tensor(values), Kernels.tensor(other.values), IValue.from(rate));
    }

    /** Refuses a stack of other networks, or of another number of tasks than is named. */
    void requireLike(ParameterStack other, int expected) {
        if (other.tasks != expected || !other.blocks.equals(blocks)) {
            throw new IllegalStateException(
                    "a stack of %d x %d numbers, expected %d x %d"
                            .formatted(other.tasks, size(other.blocks), expected, size(blocks)));
        }
    }

    /** All numbers, row-major [T, P]. */
    public float[] toArray() {
        float[] memory = values.toFloatArray();
        float[] rows = new float[memory.length];
        eachBlock(
                tasks, blocks, (row, at, count) -> System.arraycopy(memory, at, rows, row, count));
        return rows;
    }

    @Override
    public void close() {
        constant.close();
        values.close();
    }

    @Override
    public String toString() {
        return "ParameterStack[%d, %d]".formatted(tasks, size() / tasks);
    }
}
