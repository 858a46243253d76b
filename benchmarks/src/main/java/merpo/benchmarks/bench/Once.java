package merpo.benchmarks.bench;

/** Something made at its first use: a failure is not tried again, but repeated. */
final class Once<T> {
    private final Making<T> making;
    private T made;
    private PeerException failure;

    /** Makes it, or says why not. */
    @FunctionalInterface
    interface Making<T> {
        T make() throws PeerException;
    }

    Once(Making<T> making) {
        this.making = making;
    }

    T get() throws PeerException {
        if (made == null && failure == null) {
            try {
                made = making.make();
            } catch (PeerException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return made;
    }
}
