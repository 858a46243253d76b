package merpo.datagen.dataset;

import static org.bytedeco.hdf5.global.hdf5.H5D_CONTIGUOUS;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_create_plist;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_offset;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_storage_size;
import static org.bytedeco.hdf5.global.hdf5.H5Pclose;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_layout;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Row arrays in one piece: the library tells where it lies, under {@link Hdf5Lock}; threads move
 * slabs of it outside.
 */
final class Hdf5Pieces {
    private static final int SLAB_BYTES = 1 << 19; // stays in a core's cache on its way

    private Hdf5Pieces() {}

    /** Whether all rows lie in the file, one after another. */
    static boolean isOne(Hdf5Id dataset, Column column, int rows) {
        try (Hdf5Id properties =
                Hdf5.own(
                        H5Dget_create_plist(dataset.id()), id -> H5Pclose(id), "open properties")) {
            return H5Pget_layout(properties.id()) == H5D_CONTIGUOUS
                    && H5Dget_storage_size(dataset.id()) == (long) rows * column.rowBytes()
                    && H5Dget_offset(dataset.id()) > 0;
        }
    }

    static void write(
            Hdf5Id dataset,
            FileChannel channel,
            Column column,
            RowValues values,
            ChunkWorkers workers) {
        long start = Hdf5Lock.hold(() -> start(dataset, column));
        int bytes = column.type().bytes();
        int most = SLAB_BYTES / bytes;
        workers.each(
                count(values.length(), most),
                (chunk, k) -> {
                    int from = k * most;
                    ByteBuffer slab = chunk.room(SLAB_BYTES);
                    values.encode(from, Math.min(most, values.length() - from), slab);
                    FileBytes.write(channel, start + (long) from * bytes, slab.flip());
                });
    }

    static void read(
            Hdf5Id dataset,
            FileChannel channel,
            Column column,
            int rows,
            ChunkWorkers workers,
            RowSink sink) {
        long start = Hdf5Lock.hold(() -> start(dataset, column));
        int bytes = column.type().bytes();
        int length = rows * column.rowLength();
        int most = SLAB_BYTES / bytes;
        workers.each(
                count(length, most),
                (chunk, k) -> {
                    int from = k * most;
                    int count = Math.min(most, length - from);
                    try {
                        ByteBuffer slab = chunk.room(SLAB_BYTES).limit(count * bytes);
                        FileBytes.read(channel, start + (long) from * bytes, slab);
                        sink.take(from, count, slab);
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException(
                                "dataset \"" + column.path() + "\": " + e.getMessage(), e);
                    }
                });
    }

    private static long start(Hdf5Id dataset, Column column) {
        long start = H5Dget_offset(dataset.id());
        Hdf5.check(start, "find the rows of \"" + column.path() + "\"");
        return start;
    }

    private static int count(int length, int most) {
        return (int) (((long) length + most - 1) / most);
    }
}
