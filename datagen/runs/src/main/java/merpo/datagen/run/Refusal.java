package merpo.datagen.run;

/**
 * A request that is declined, with everything a person needs to mend it: the value, the place, the
 * law it broke and the remedy. The command line prints the message alone.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean busy;

    /** With value, place, law and remedy. */
    public Refusal(String message) {
        this(message, false);
    }

    private Refusal(String message, boolean busy) {
        super(message);
        this.busy = busy;
    }

    /** Of what another process is at: the same request may be granted later. */
    public static Refusal busy(String message) {
        return new Refusal(message, true);
    }

    /** The same, and what led to it. */
    public Refusal(String message, Throwable cause) {
        super(message, cause);
        this.busy = false;
    }

    /** Whether it is declined only as long as another process works. */
    public boolean isBusy() {
        return busy;
    }
}
