package merpo.datagen.dataset;

import static org.bytedeco.hdf5.global.hdf5.H5Dget_space;
import static org.bytedeco.hdf5.global.hdf5.H5Dread;
import static org.bytedeco.hdf5.global.hdf5.H5Dwrite;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;

import java.nio.ByteBuffer;

/**
 * Row arrays through the library's own reading and writing, some rows at a time: for arrays in one
 * piece, and for those of other writers with other filters. Threads convert beside it.
 */
final class Hdf5Slabs {
    private static final int SLAB_BYTES = 1 << 20;

    private Hdf5Slabs() {}

    static void write(Hdf5Id dataset, Column column, RowValues values, ChunkWorkers workers) {
        int rows = values.length() / column.rowLength();
        int slab = slab(column, rows);
        workers.run(
                (rows + slab - 1) / slab,
                ChunkWorkers.Step.NONE,
                (chunk, k) -> {
                    ByteBuffer bytes = chunk.room(slab * column.rowBytes());
                    int count = Math.min(slab, rows - k * slab) * column.rowLength();
                    values.encode(k * slab * column.rowLength(), count, bytes);
                    bytes.flip();
                },
                (chunk, k) -> Hdf5Lock.hold(() -> transfer(dataset, column, rows, k, chunk, true)));
    }

    static void read(Hdf5Id dataset, Column column, int rows, ChunkWorkers workers, RowSink sink) {
        int slab = slab(column, rows);
        workers.run(
                (rows + slab - 1) / slab,
                (chunk, k) -> {
                    chunk.room(slab * column.rowBytes());
                    Hdf5Lock.hold(() -> transfer(dataset, column, rows, k, chunk, false));
                },
                (chunk, k) -> {
                    int count = Math.min(slab, rows - k * slab) * column.rowLength();
                    ByteBuffer bytes = chunk.stored();
                    try {
                        sink.take(k * slab * column.rowLength(), count, bytes);
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException(
                                "dataset \"" + column.path() + "\": " + e.getMessage(), e);
                    }
                },
                ChunkWorkers.Step.NONE);
    }

    private static int slab(Column column, int rows) {
        return Math.min(rows, Math.max(1, SLAB_BYTES / column.rowBytes()));
    }

    private static void transfer(
            Hdf5Id dataset, Column column, int rows, int k, Chunk chunk, boolean write) {
        int slab = slab(column, rows);
        int first = k * slab;
        int count = Math.min(slab, rows - first);
        long[] block = column.dimensions(count);
        try (Hdf5Id type = Hdf5Types.of(column.type());
                Hdf5Id space = Hdf5Spaces.own(H5Dget_space(dataset.id()));
                Hdf5Id memory = Hdf5Spaces.simple(block)) {
            Hdf5Spaces.selectRows(space, first, block);
            long to = dataset.id();
            String what =
                    " rows %d to %d of \"%s\"".formatted(first, first + count - 1, column.path());
            if (write) {
                Hdf5.check(
                        H5Dwrite(
                                to,
                                type.id(),
                                memory.id(),
                                space.id(),
                                H5P_DEFAULT,
                                chunk.pointer()),
                        "write" + what);
            } else {
                Hdf5.check(
                        H5Dread(
                                to,
                                type.id(),
                                memory.id(),
                                space.id(),
                                H5P_DEFAULT,
                                chunk.pointer()),
                        "read" + what);
            }
        }
    }
}
