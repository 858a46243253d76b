package merpo.datagen.nn;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.concurrent.atomic.DoubleAdder;
import merpo.datagen.run.Refusal;

/**
 * How the factors of matrix products are rounded where something is learned. Weights, optimizers,
 * targets, losses and all else are single precision, whichever it is. Nobody asked for one: {@link
 * #FP32}.
 */
public enum Precision {
    /** Single precision, everywhere. */
    @JsonProperty("fp32")
    FP32(0),
    /**
     * Products between two hidden layers of at least {@value #LEAST_WIDTH} units take bfloat16 and
     * add up in single precision; what reads the data and the head that is the answer do not.
     */
    @JsonProperty("bf16")
    BF16(Precision.LEAST_WIDTH);

    /** Units from which rounding costs less than it saves (benchmarks/README.md, "Bfloat16"). */
    public static final int LEAST_WIDTH = 128;

    private static final DoubleAdder ROUNDED = new DoubleAdder();

    private static volatile Precision current = FP32;

    private final int width;

    Precision(int width) {
        this.width = width;
    }

    /** Work that may fail. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        /** Does it. */
        T result() throws E;
    }

    /**
     * Does work with its products in this precision; of this process, as there is one engine.
     *
     * @throws Refusal where this processor has none of it
     */
    public <T, E extends Exception> T during(Work<T, E> work) throws E {
        require();
        Precision before = current;
        current = this;
        try {
            return work.result();
        } finally {
            current = before;
        }
    }

    /**
     * @throws Refusal where a processor has none of it
     */
    void require(Processor processor) {
        if (this == BF16 && processor.bfloat16().isEmpty()) {
            throw new Refusal(
                    "precision is bf16, must be fp32 on this processor: it has neither %s, without which bfloat16 is slower than single precision. Leave --precision out, or go to a machine where ./merpo doctor names one of them"
                            .formatted(String.join(" nor ", Processor.BFLOAT16)));
        }
    }

    /** Refuses to be asked for where it cannot be. */
    public void require() {
        if (this != FP32) {
            require(Processor.here());
        }
    }

    /** As settings and options name it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** That of the products that are done now. */
    static Precision current() {
        return current;
    }

    /** Units that both sides of a hidden layer need to be rounded; 0 where none is. */
    int width() {
        return width;
    }

    /**
     * Whether a layer is rounded.
     *
     * @param between two hidden layers
     */
    boolean rounds(boolean between, int fanIn, int fanOut) {
        return width > 0 && between && fanIn >= width && fanOut >= width;
    }

    /** Counts operations that took bfloat16. */
    static void count(double operations) {
        ROUNDED.add(operations);
    }

    /** Floating-point operations of this process so far whose factors were rounded. */
    public static double rounded() {
        return ROUNDED.sum();
    }
}
