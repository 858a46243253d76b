package merpo.datagen.hdf5;

/** A sound file that is too large for this JVM; the message says how to give it more. */
public final class MemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MemoryException(String message) {
        super(message);
    }
}
