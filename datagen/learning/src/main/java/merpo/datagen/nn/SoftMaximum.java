package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;

/** The logarithm of a sum of exponentials: a maximum whose gradient reaches every value. */
public final class SoftMaximum {
    private SoftMaximum() {}

    /** {@code log sum exp(x)} over an axis, which is gone; finite for large values too. */
    public static NDArray over(int axis, NDArray x) {
        NDArray largest = x.stopGradient().max(new int[] {axis}, true);
        NDArray sum = x.sub(largest).exp().sum(new int[] {axis}, true);
        return sum.log().add(largest).squeeze(axis);
    }
}
