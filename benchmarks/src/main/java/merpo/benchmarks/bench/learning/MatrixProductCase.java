package merpo.benchmarks.bench.learning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Products of single-precision square matrices: what the machine can do at best. */
final class MatrixProductCase implements LearningCase {
    private final NDArray left; // [count, size, size]
    private final NDArray right;

    MatrixProductCase(NDManager manager, int count, int size) {
        Shape shape = new Shape(count, size, size);
        left = manager.randomNormal(shape);
        right = manager.randomNormal(shape);
    }

    @Override
    public void update() {
        left.matMul(right).close();
    }

    @Override
    public void close() {
        left.close();
        right.close();
    }
}
