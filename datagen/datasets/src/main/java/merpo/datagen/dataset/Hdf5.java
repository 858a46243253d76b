package merpo.datagen.dataset;

import static org.bytedeco.hdf5.global.hdf5.H5E_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5E_WALK_UPWARD;
import static org.bytedeco.hdf5.global.hdf5.H5Eclear2;
import static org.bytedeco.hdf5.global.hdf5.H5Ewalk2;
import static org.bytedeco.hdf5.global.hdf5.H5F_CLOSE_STRONG;
import static org.bytedeco.hdf5.global.hdf5.H5F_LIBVER_V110;
import static org.bytedeco.hdf5.global.hdf5.H5Fclose;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_FILE_ACCESS_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5Pclose;
import static org.bytedeco.hdf5.global.hdf5.H5Pcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_fclose_degree;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_file_locking;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_libver_bounds;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.LongUnaryOperator;
import org.bytedeco.hdf5.H5E_error2_t;
import org.bytedeco.hdf5.H5E_walk2_t;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Return codes and handles of libhdf5, checked. Only under {@link Hdf5Lock}. */
final class Hdf5 {
    private Hdf5() {}

    /** Fails with the library's reason when a call returned a negative status. */
    static void check(long status, String action) {
        if (status < 0) {
            throw new Hdf5Exception("libhdf5 could not " + action + ": " + reason());
        }
    }

    /** A handle that is closed once; fails when the call that made it did. */
    static Hdf5Id own(long id, LongUnaryOperator close, String action) {
        Hdf5Lock.requireHeld();
        check(id, action);
        return new Hdf5Id(id, close, action);
    }

    /** A property list of the class. */
    static Hdf5Id properties(long propertyClass) {
        return own(H5Pcreate(propertyClass), id -> H5Pclose(id), "create a property list");
    }

    /**
     * How files are opened: closing one closes what hangs on it; no file locks, which network file
     * systems lack and one writer per file does not need; the format of HDF5 1.10, whose headers
     * carry checksums, so that a flipped bit cannot lead the library astray.
     */
    static Hdf5Id fileAccess() {
        Hdf5Id access = properties(H5P_CLS_FILE_ACCESS_ID_g());
        try {
            check(H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG), "set the close degree");
            check(H5Pset_file_locking(access.id(), false, true), "set file locking");
            check(
                    H5Pset_libver_bounds(access.id(), H5F_LIBVER_V110, H5F_LIBVER_V110),
                    "set the file format");
            return access;
        } catch (Hdf5Exception e) {
            access.close();
            throw e;
        }
    }

    static Hdf5Id file(long id, String action) {
        return own(id, file -> H5Fclose(file), action);
    }

    /** The path in the encoding that libhdf5 expects. */
    static BytePointer name(Path path) {
        return text(path.toString());
    }

    /** UTF-8, ended by NUL. */
    static BytePointer text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return new BytePointer(bytes.length + 1L)
                .put(bytes, 0, bytes.length)
                .put(bytes.length, (byte) 0);
    }

    /** The innermost entry of the library's error stack, which says what really went wrong. */
    private static String reason() {
        String[] first = {"no reason given"};
        boolean[] seen = {false};
        try (H5E_walk2_t walk =
                new H5E_walk2_t() {
                    @Override
                    public int call(int depth, H5E_error2_t error, Pointer unused) {
                        if (!seen[0] && error.desc() != null) {
                            first[0] = error.desc().getString();
                            seen[0] = true;
                        }
                        return 0;
                    }
                }) {
            H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, walk, null);
        }
        H5Eclear2(H5E_DEFAULT);
        return first[0];
    }
}
