package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;
import java.util.List;

/**
 * The parameters of equal networks for many tasks: one array {@code [T, P]}, a row per task. It
 * owns that array until {@link #close}.
 *
 * <p>Layers are views of the array, so an optimizer step, a Polyak step or the copying of a task is
 * a handful of operations on one array, whatever the network.
 */
public final class ParameterStack implements AutoCloseable {
    private final NDArray values;
    private final List<Shape> blocks;
    private final long[] boundaries;
    private final NDList constant;

    private ParameterStack(NDArray values, List<Shape> blocks) {
        this.values = values;
        this.blocks = blocks;
        this.boundaries = boundaries(blocks);
        Shapes.require("parameters", values, values.getShape().get(0), size(blocks));
        this.constant = views(values);
    }

    /**
     * @param values [T * P], row-major, a row per task
     * @param blocks shapes of one task's parameters, in order
     */
    public static ParameterStack of(NDManager manager, float[] values, List<Shape> blocks) {
        long size = size(blocks);
        if (values.length == 0 || values.length % size != 0) {
            throw new IllegalArgumentException(
                    "%d parameters do not make whole rows of %d".formatted(values.length, size));
        }
        return new ParameterStack(
                manager.create(values, new Shape(values.length / size, size)), blocks);
    }

    static long size(List<Shape> blocks) {
        return blocks.stream().mapToLong(Shape::size).sum();
    }

    private static long[] boundaries(List<Shape> blocks) {
        long[] ends = new long[blocks.size() - 1];
        long end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += blocks.get(i).size();
            ends[i] = end;
        }
        return ends;
    }

    private NDList views(NDArray source) {
        NDList views = new NDList();
        if (blocks.size() == 1) { // to split into one gives the array itself, which is not ours
            views.add(source.reshape(new Shape(source.getShape().get(0)).addAll(blocks.get(0))));
            return views;
        }
        try (NDList columns = source.split(boundaries, 1)) {
            for (int i = 0; i < columns.size(); i++) {
                views.add(
                        columns.get(i)
                                .reshape(
                                        new Shape(source.getShape().get(0)).addAll(blocks.get(i))));
            }
        }
        return views;
    }

    /** Number of tasks, T. */
    public int tasks() {
        return (int) values.getShape().get(0);
    }

    /** Views of the blocks [T, ...] that take no gradient; they follow every later change. */
    public NDList constant() {
        return constant;
    }

    /** The array itself, [T, P]. */
    public NDArray values() {
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
        NDList leaves = views(values);
        leaves.attach(scratch);
        for (NDArray leaf : leaves) {
            leaf.setRequiresGradient(true);
        }
        return leaves;
    }

    /** Takes these values [T * P] in place: every view follows. */
    public void restore(float[] saved) {
        try (ParameterStack other = of(values.getManager(), saved, blocks)) {
            assign(other);
        }
    }

    /** A copy of its own. */
    public ParameterStack copy() {
        return new ParameterStack(values.duplicate(), blocks);
    }

    /** A copy of the given tasks' rows, in that order; a row may be named more than once. */
    public ParameterStack gather(int... rows) {
        return new ParameterStack(Rows.gather(values, rows), blocks);
    }

    /** A stack of {@code tasks} copies of this stack's only task. */
    public ParameterStack repeat(int tasks) {
        return gather(new int[tasks]);
    }

    /** Writes the rows of {@code part} over the rows named. */
    public void scatter(int[] rows, ParameterStack part) {
        Rows.scatter(values, rows, part.values);
    }

    /** Overwrites every value with {@code other}'s, of the same shape. */
    public void assign(ParameterStack other) {
        Rows.assign(values, other.values);
    }

    /** {@code this <- (1 - rate) this + rate * other}, of the same shape. */
    public void track(ParameterStack other, double rate) {
        Shapes.require("values", other.values, values.getShape().getShape());
        Kernels.run(
                "track", Kernels.tensor(values), Kernels.tensor(other.values), IValue.from(rate));
    }

    /** The mean over tasks, a stack of one. */
    public ParameterStack mean() {
        return new ParameterStack(values.mean(new int[] {0}, true), blocks);
    }

    /** All numbers, row-major [T, P]. */
    public float[] toArray() {
        return values.toFloatArray();
    }

    @Override
    public void close() {
        constant.close();
        values.close();
    }

    @Override
    public String toString() {
        return "ParameterStack" + Arrays.toString(values.getShape().getShape());
    }
}
