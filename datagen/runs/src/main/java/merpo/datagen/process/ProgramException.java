package merpo.datagen.process;

/** Another program that cannot be installed, started, heard, or that failed. */
public final class ProgramException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String printed;

    public ProgramException(String message) {
        this(message, "");
    }

    /**
     * @param printed all that it printed
     */
    ProgramException(String message, String printed) {
        super(message);
        this.printed = printed;
    }

    public ProgramException(String message, Throwable cause) {
        super(message, cause);
        printed = "";
    }

    /** All that it printed, its complaints last; empty where that is not known. */
    public String printed() {
        return printed;
    }
}
