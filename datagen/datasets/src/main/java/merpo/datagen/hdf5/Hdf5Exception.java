package merpo.datagen.hdf5;

/** A call of libhdf5 failed; the message carries the library's own reason. */
public final class Hdf5Exception extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Hdf5Exception(String message) {
        super(message);
    }
}
