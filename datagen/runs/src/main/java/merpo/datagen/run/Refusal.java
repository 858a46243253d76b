package merpo.datagen.run;

/**
 * A request that is declined, with everything a person needs to mend it: the value, the place, the
 * law it broke and the remedy. The command line prints the message alone.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With value, place, law and remedy. */
    public Refusal(String message) {
        super(message);
    }

    /** The same, and what led to it. */
    public Refusal(String message, Throwable cause) {
        super(message, cause);
    }
}
