package merpo.datagen.dataset;

/** A dataset file that is missing, foreign, damaged or lies. The message stands on its own. */
public final class DatasetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DatasetException(String message) {
        super(message);
    }

    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
