package merpo.datagen.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5D_CONTIGUOUS;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_create_plist;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_offset;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_storage_size;
import static org.bytedeco.hdf5.global.hdf5.H5Pclose;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_layout;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.Future;

/**
 * Row arrays in one piece: the library tells where it lies, under {@link Hdf5Lock}; threads move
 * slabs of it outside.
 */
final class Hdf5Pieces {
    static final int SLAB_BYTES = 1 << 20; // about a core's own cache

    private Hdf5Pieces() {}

    /** Whether all rows lie in the file, one after another. */
    static boolean isOne(Hdf5Id dataset, Column column, int rows) {
        try (Hdf5Id properties =
                Hdf5Id.own(
                        H5Dget_create_plist(dataset.id()), id -> H5Pclose(id), "open properties")) {
            return H5Pget_layout(properties.id()) == H5D_CONTIGUOUS
                    && H5Dget_storage_size(dataset.id()) == (long) rows * column.rowBytes()
                    && H5Dget_offset(dataset.id()) > 0;
        }
    }

    /**
     * Begins to write the array.
     *
     * @return what to wait for
     */
    static List<Future<?>> write(
            Hdf5Id dataset,
            FileChannel channel,
            Column column,
            RowValues values,
            ChunkWorkers workers) {
        Slabs slabs = Slabs.of(dataset, column, values.length());
        return workers.begin(
                slabs.count(),
                (chunk, k) -> {
                    ByteBuffer slab = chunk.room(SLAB_BYTES);
                    values.encode(slabs.from(k), slabs.length(k), slab);
                    FileBytes.write(channel, slabs.place(k), slab.flip());
                });
    }

    /**
     * Begins to read the array.
     *
     * @return what to wait for
     */
    static List<Future<?>> read(
            Hdf5Id dataset,
            FileChannel channel,
            Column column,
            int rows,
            ChunkWorkers workers,
            RowSink sink) {
        Slabs slabs = Slabs.of(dataset, column, rows * column.rowLength());
        return workers.begin(
                slabs.count(),
                (chunk, k) -> {
                    int length = slabs.length(k);
                    try {
                        ByteBuffer slab = chunk.room(SLAB_BYTES).limit(length * slabs.bytes());
                        FileBytes.read(channel, slabs.place(k), slab);
                        sink.take(slabs.from(k), length, slab);
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException(
                                "dataset \"" + column.path() + "\": " + e.getMessage(), e);
                    }
                });
    }

    /**
     * The piece cut where the file's pages end: one that is written in two parts costs twice.
     *
     * @param start of the piece in the file
     * @param elements in the piece
     * @param bytes of an element
     */
    record Slabs(long start, int elements, int bytes) {
        static Slabs of(Hdf5Id dataset, Column column, int elements) {
            long start = Hdf5Lock.hold(() -> start(dataset, column));
            return new Slabs(start, elements, column.type().bytes());
        }

        private static long start(Hdf5Id dataset, Column column) {
            long start = H5Dget_offset(dataset.id());
            Hdf5.check(start, "find the rows of \"" + column.path() + "\"");
            return start;
        }

        int count() {
            long end = start % SLAB_BYTES + (long) elements * bytes;
            return (int) ((end + SLAB_BYTES - 1) / SLAB_BYTES);
        }

        /** First element of the slab; behind the last slab, the number of all. */
        int from(int slab) {
            long before = ((long) slab * SLAB_BYTES - start % SLAB_BYTES) / bytes;
            return (int) Math.max(0, Math.min(before, elements));
        }

        int length(int slab) {
            return from(slab + 1) - from(slab);
        }

        /** Where it begins in the file. */
        long place(int slab) {
            return start + (long) from(slab) * bytes;
        }
    }
}
