package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;

/**
 * An array times a number, safe inside a loss.
 *
 * <p>DJL's own {@code mul(Number)} and {@code div(Number)} free the number's memory before the
 * backward pass reads it again: gradients are then wrong now and then, when the garbage collector
 * happens to run in between. Here the number lives as long as the array's manager. A test forbids
 * the other two wherever gradients flow.
 */
public final class Scaling {
    private Scaling() {}

    /** {@code factor * array}, on the array's manager. */
    public static NDArray by(double factor, NDArray array) {
        return array.mul(array.getManager().create((float) factor));
    }
}
