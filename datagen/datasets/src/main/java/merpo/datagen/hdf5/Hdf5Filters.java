package merpo.datagen.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5D_CHUNKED;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_chunk;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_filter2;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_layout;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_nfilters;
import static org.bytedeco.hdf5.global.hdf5.H5Z_FILTER_DEFLATE;
import static org.bytedeco.hdf5.global.hdf5.H5Z_FILTER_FLETCHER32;
import static org.bytedeco.hdf5.global.hdf5.H5Z_FILTER_SHUFFLE;

import java.util.OptionalInt;
import org.bytedeco.javacpp.SizeTPointer;

/** Which filters and chunks an opened row array has. Only under {@link Hdf5Lock}. */
final class Hdf5Filters {
    private static final int[] OURS = {
        H5Z_FILTER_SHUFFLE, H5Z_FILTER_DEFLATE, H5Z_FILTER_FLETCHER32
    };
    private static final int MOST_CHUNK_BYTES = 32 << 20; // ours have 256 KiB, or one row
    private static final int MOST_VALUES = 8; // parameters of a filter; ours have 2 at most

    private Hdf5Filters() {}

    /**
     * Rows per chunk where chunks are of whole rows and filtered as ours are; empty where the
     * library has to read them.
     */
    static OptionalInt chunkRows(Hdf5Id properties, Column column) {
        if (H5Pget_layout(properties.id()) != H5D_CHUNKED
                || H5Pget_nfilters(properties.id()) != OURS.length) {
            return OptionalInt.empty();
        }
        for (int i = 0; i < OURS.length; i++) {
            if (!is(properties, i, column)) {
                return OptionalInt.empty();
            }
        }
        long[] chunk = new long[column.dimensions(1).length];
        Hdf5.check(H5Pget_chunk(properties.id(), chunk.length, chunk), "read the shape of chunks");
        boolean wholeRows = chunk.length == 1 || chunk[1] == column.rowLength();
        boolean small = chunk[0] >= 1 && chunk[0] <= MOST_CHUNK_BYTES / column.rowBytes();
        return wholeRows && small ? OptionalInt.of((int) chunk[0]) : OptionalInt.empty();
    }

    /** Whether the filter of that index is ours of that index. */
    private static boolean is(Hdf5Id properties, int index, Column column) {
        int[] flags = new int[1];
        int[] values = new int[MOST_VALUES];
        try (SizeTPointer count = new SizeTPointer(1)) {
            count.put(MOST_VALUES);
            int filter =
                    H5Pget_filter2(
                            properties.id(),
                            index,
                            flags,
                            count,
                            values,
                            0,
                            (byte[]) null,
                            (int[]) null);
            Hdf5.check(filter, "read a filter");
            return filter == OURS[index]
                    && (filter != H5Z_FILTER_SHUFFLE || values[0] == column.type().bytes());
        }
    }
}
