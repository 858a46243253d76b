package merpo.datagen.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5E_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5Eset_auto2;
import static org.bytedeco.hdf5.global.hdf5.H5open;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.bytedeco.hdf5.H5E_auto2_t;
import org.bytedeco.javacpp.Pointer;

/**
 * The one lock of this process around libhdf5. The library as published is not thread-safe: four
 * threads writing different files end in a segmentation fault.
 */
final class Hdf5Lock {
    private static final ReentrantLock LOCK = new ReentrantLock();

    private Hdf5Lock() {}

    /** Runs work that calls libhdf5, alone, with the library's own printing of errors off. */
    static <T> T hold(Supplier<T> work) {
        LOCK.lock();
        try {
            Hdf5.check(H5open(), "start libhdf5");
            Hdf5.check(
                    H5Eset_auto2(H5E_DEFAULT, (H5E_auto2_t) null, (Pointer) null),
                    "silence libhdf5");
            return work.get();
        } finally {
            LOCK.unlock();
        }
    }

    /** The same for work without a result. */
    static void hold(Runnable work) {
        hold(
                () -> {
                    work.run();
                    return null;
                });
    }

    static void requireHeld() {
        if (!LOCK.isHeldByCurrentThread()) {
            throw new IllegalStateException("libhdf5 was called outside Hdf5Lock.hold");
        }
    }
}
