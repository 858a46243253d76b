package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import merpo.datagen.run.Operations;

/** Matrix products as the engine has them, counted as those of perceptrons are. */
public final class Product {
    private Product() {}

    /** a [.., n, k] times b [.., k, m], with the way back to each that a gradient is wanted of. */
    public static NDArray of(NDArray a, NDArray b) {
        Shape shape = b.getShape();
        double forward = Operations.ofProduct(1, 1, a.size(), shape.get(shape.dimension() - 1));
        Operations.add(forward * (1 + (a.hasGradient() ? 1 : 0) + (b.hasGradient() ? 1 : 0)));
        return a.matMul(b);
    }
}
