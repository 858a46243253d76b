package merpo.benchmarks.bench;

/** A peer that cannot be installed, started or heard: its cell says why, the others go on. */
public final class PeerException extends Exception {
    private static final long serialVersionUID = 1L;

    public PeerException(String message) {
        super(message);
    }

    public PeerException(String message, Throwable cause) {
        super(message, cause);
    }
}
