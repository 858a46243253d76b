package merpo.datagen.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5E_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5E_WALK_UPWARD;
import static org.bytedeco.hdf5.global.hdf5.H5Eclear2;
import static org.bytedeco.hdf5.global.hdf5.H5Ewalk2;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.bytedeco.hdf5.H5E_error2_t;
import org.bytedeco.hdf5.H5E_walk2_t;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/** Return codes of libhdf5, checked, and its texts. Only under {@code Hdf5Lock}. */
final class Hdf5 {
    private Hdf5() {}

    /** Fails with the library's reason when a call returned a negative status. */
    static void check(long status, String action) {
        if (status < 0) {
            throw new Hdf5Exception("libhdf5 could not " + action + ": " + reason());
        }
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
