package merpo.benchmarks.paper;

/** A claim asks for something that no run has measured; the message says what. */
final class NotMeasured extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotMeasured(String message) {
        super(message);
    }
}
