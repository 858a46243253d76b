package merpo.datagen.dataset;

/** A dataset file that is missing, foreign, damaged or lies. The message stands on its own. */
public final class DatasetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With what a reader needs to mend it. */
    public DatasetException(String message) {
        super(message);
    }

    /** The same, and what led to it. */
    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
