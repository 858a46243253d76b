package merpo.benchmarks.bench;

import java.util.Optional;
import merpo.datagen.process.ProgramException;

/** Something made at its first use: a failure is not tried again, but repeated. */
public final class Once<T> {
    private final Making<T> making;
    private T made;
    private ProgramException failure;

    /** Makes it, or says why not. */
    @FunctionalInterface
    public interface Making<T> {
        T make() throws ProgramException;
    }

    public Once(Making<T> making) {
        this.making = making;
    }

    /** What was made; empty before its first use, and where it failed. */
    public Optional<T> made() {
        return Optional.ofNullable(made);
    }

    public T get() throws ProgramException {
        if (made == null && failure == null) {
            try {
                made = making.make();
            } catch (ProgramException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        return made;
    }
}
