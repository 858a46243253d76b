package merpo.datagen.dataset;

import java.util.function.LongUnaryOperator;

/** Owns one handle of libhdf5 and closes it once, under {@link Hdf5Lock}. Lives in a try. */
final class Hdf5Id implements AutoCloseable {
    private final long id;
    private final LongUnaryOperator close;
    private final String action;
    private boolean closed;

    Hdf5Id(long id, LongUnaryOperator close, String action) {
        this.id = id;
        this.close = close;
        this.action = action;
    }

    long id() {
        if (closed) {
            throw new IllegalStateException("handle used after close: " + action);
        }
        return id;
    }

    /** Also checked: a full disk shows only here. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            Hdf5Lock.hold(() -> Hdf5.check(close.applyAsLong(id), "finish: " + action));
        }
    }
}
