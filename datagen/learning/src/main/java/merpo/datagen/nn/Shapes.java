package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Shape checks: {@code [B] - [B, 1]} would silently be {@code [B, B]}. */
public final class Shapes {
    private Shapes() {}

    /** Returns the array if its shape is exactly {@code expected}. */
    public static NDArray require(String name, NDArray array, long... expected) {
        if (!array.getShape().equals(new Shape(expected))) {
            throw new IllegalStateException(
                    "%s has shape %s, expected %s"
                            .formatted(name, array.getShape(), new Shape(expected)));
        }
        return array;
    }
}
