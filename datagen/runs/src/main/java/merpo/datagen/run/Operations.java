package merpo.datagen.run;

import java.util.concurrent.atomic.DoubleAdder;

/**
 * Floating-point operations of this process so far, as those who do them count them: matrix
 * products alone, a multiply-add is 2. Noise, activations and optimizers are a few percent more.
 */
public final class Operations {
    private static final DoubleAdder ALL = new DoubleAdder();

    private Operations() {}

    /** Of a product of [rows, inner] with [inner, columns], for each of so many pairs. */
    public static double ofProduct(long pairs, long rows, long inner, long columns) {
        return 2.0 * pairs * rows * inner * columns;
    }

    /** Counts some that were done. */
    public static void add(double operations) {
        ALL.add(operations);
    }

    /** All so far. */
    public static double count() {
        return ALL.sum();
    }
}
