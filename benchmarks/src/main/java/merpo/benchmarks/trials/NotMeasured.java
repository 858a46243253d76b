package merpo.benchmarks.trials;

/** Somebody asks for something that no run has measured; the message says what. */
public final class NotMeasured extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what is missing. */
    public NotMeasured(String message) {
        super(message);
    }
}
