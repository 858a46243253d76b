package merpo.datagen.nn;

/** A loss or a gradient is NaN or infinite: training stops before any weight moves. */
public final class NonFiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    private final int row;

    NonFiniteException(String message, int row) {
        super(message);
        this.row = row;
    }

    /** Of the stack. */
    public int row() {
        return row;
    }
}
