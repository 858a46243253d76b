package merpo.datagen.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5F_CLOSE_STRONG;
import static org.bytedeco.hdf5.global.hdf5.H5F_LIBVER_V110;
import static org.bytedeco.hdf5.global.hdf5.H5Fclose;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_FILE_ACCESS_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5Pclose;
import static org.bytedeco.hdf5.global.hdf5.H5Pcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_fclose_degree;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_file_locking;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_libver_bounds;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_obj_track_times;

import java.util.function.LongUnaryOperator;

/** Owns one handle of libhdf5 and closes it once, under {@link Hdf5Lock}. Lives in a try. */
final class Hdf5Id implements AutoCloseable {
    private final long id;
    private final LongUnaryOperator close;
    private final String action;
    private boolean closed;

    private Hdf5Id(long id, LongUnaryOperator close, String action) {
        this.id = id;
        this.close = close;
        this.action = action;
    }

    /** A handle that is closed once; fails when the call that made it did. */
    static Hdf5Id own(long id, LongUnaryOperator close, String action) {
        Hdf5Lock.requireHeld();
        Hdf5.check(id, action);
        return new Hdf5Id(id, close, action);
    }

    static Hdf5Id file(long id, String action) {
        return own(id, file -> H5Fclose(file), action);
    }

    /** A property list of the class. */
    static Hdf5Id properties(long propertyClass) {
        return own(H5Pcreate(propertyClass), id -> H5Pclose(id), "create a property list");
    }

    /** Properties of objects that do not note when they were made: same content, same bytes. */
    static Hdf5Id timeless(long propertyClass) {
        Hdf5Id properties = properties(propertyClass);
        Hdf5.check(H5Pset_obj_track_times(properties.id(), false), "set no times");
        return properties;
    }

    /**
     * How files are opened: closing one closes what hangs on it; no file locks, which network file
     * systems lack and one writer per file does not need; the format of HDF5 1.10, whose headers
     * carry checksums, so that a flipped bit cannot lead the library astray.
     */
    static Hdf5Id fileAccess() {
        Hdf5Id access = properties(H5P_CLS_FILE_ACCESS_ID_g());
        try {
            Hdf5.check(H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG), "set the close degree");
            Hdf5.check(H5Pset_file_locking(access.id(), false, true), "set file locking");
            Hdf5.check(
                    H5Pset_libver_bounds(access.id(), H5F_LIBVER_V110, H5F_LIBVER_V110),
                    "set the file format");
            return access;
        } catch (Hdf5Exception e) {
            access.close();
            throw e;
        }
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
