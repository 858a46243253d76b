package merpo.agents.macaw;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import merpo.datagen.nn.Product;

/**
 * A linear layer as it is used, {@code y = x W + b}: one of each task, or one that all share. All
 * of it is ordinary operations of the engine, whose results can be differentiated again; the kernel
 * of {@link merpo.datagen.nn.Mlp} cannot.
 *
 * @param weight [T, in, out], or [1, in, out] for all tasks
 * @param bias [T, 1, out], or [1, 1, out]
 */
record Linear(NDArray weight, NDArray bias) {
    /** The layer whose numbers lie in a row, first the weight's, [T, in out + out]. */
    static Linear of(NDArray flat, int in, int out) {
        long tasks = flat.getShape().get(0);
        long weights = (long) in * out;
        return new Linear(
                columns(flat, 0, weights).reshape(tasks, in, out),
                columns(flat, weights, weights + out).reshape(tasks, 1, out));
    }

    private static NDArray columns(NDArray flat, long from, long to) {
        return flat.get(new NDIndex().addAllDim().addSliceDim(from, to));
    }

    /** The inverse of {@link #of}. */
    NDArray flat() {
        long tasks = weight.getShape().get(0);
        return weight.reshape(tasks, -1).concat(bias.reshape(tasks, -1), 1);
    }

    /** y of x [T, B, in], [T, B, out]. */
    NDArray forward(NDArray x) {
        return product(x, weight).add(bias);
    }

    /** What a gradient by y, [T, B, out], is by x, [T, B, in]. */
    NDArray back(NDArray gradient) {
        return product(gradient, weight.transpose(0, 2, 1));
    }

    private static NDArray product(NDArray x, NDArray matrix) {
        Shape shape = matrix.getShape();
        return Product.of(x, shape.get(0) == 1 ? matrix.reshape(shape.slice(1)) : matrix);
    }

    /** What a gradient by y is by W and b, of each task. */
    static Linear gradient(NDArray x, NDArray byOutput) {
        return new Linear(
                Product.of(x.transpose(0, 2, 1), byOutput), byOutput.sum(new int[] {1}, true));
    }

    /** The same numbers, through which no gradient passes. */
    Linear constant() {
        return new Linear(weight.stopGradient(), bias.stopGradient());
    }

    NDList arrays() {
        return new NDList(weight, bias);
    }
}
