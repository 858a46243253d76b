package merpo.datagen.dataset;

import static org.bytedeco.hdf5.global.hdf5.H5Dget_chunk_storage_size;
import static org.bytedeco.hdf5.global.hdf5.H5Dread_chunk;
import static org.bytedeco.hdf5.global.hdf5.H5Dwrite_chunk;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;

/**
 * Row arrays in chunks whose filters are ours: the library only moves bytes, under {@link
 * Hdf5Lock}, while threads filter outside of it. Chunks are written in order.
 */
final class Hdf5Chunks {
    private Hdf5Chunks() {}

    static void write(
            Hdf5Id dataset, Column column, RowValues values, int chunkRows, ChunkWorkers workers) {
        int whole = Math.multiplyExact(chunkRows, column.rowLength());
        int elementBytes = column.type().bytes();
        workers.run(
                count(values.length(), whole),
                ChunkWorkers.Step.NONE,
                (chunk, k) -> {
                    int from = k * whole;
                    int elements = Math.min(whole, values.length() - from);
                    chunk.filter(values, from, elements, whole, elementBytes);
                },
                (chunk, k) ->
                        Hdf5Lock.hold(
                                () ->
                                        Hdf5.check(
                                                H5Dwrite_chunk(
                                                        dataset.id(),
                                                        H5P_DEFAULT,
                                                        0,
                                                        offset(column, chunkRows, k),
                                                        chunk.stored().remaining(),
                                                        chunk.pointer()),
                                                "write " + name(column, chunkRows, k))));
    }

    static void read(
            Hdf5Id dataset,
            Column column,
            int rows,
            int chunkRows,
            ChunkWorkers workers,
            RowSink sink) {
        int whole = Math.multiplyExact(chunkRows, column.rowLength());
        int length = rows * column.rowLength();
        int elementBytes = column.type().bytes();
        workers.run(
                count(length, whole),
                (chunk, k) -> Hdf5Lock.hold(() -> fetch(dataset, column, chunkRows, chunk, k)),
                (chunk, k) -> {
                    int from = k * whole;
                    try {
                        sink.take(
                                from,
                                Math.min(whole, length - from),
                                chunk.unfilter(whole, elementBytes));
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException(
                                name(column, chunkRows, k) + ": " + e.getMessage(), e);
                    }
                },
                ChunkWorkers.Step.NONE);
    }

    private static void fetch(Hdf5Id dataset, Column column, int chunkRows, Chunk chunk, int k) {
        long[] offset = offset(column, chunkRows, k);
        long[] bytes = new long[1];
        Hdf5.check(
                H5Dget_chunk_storage_size(dataset.id(), offset, bytes),
                "look at " + name(column, chunkRows, k));
        int most = Chunk.mostStored(Math.multiplyExact(chunkRows, column.rowBytes()));
        if (bytes[0] < 1 || bytes[0] > most) {
            throw new IllegalArgumentException(
                    name(column, chunkRows, k)
                            + ": it has "
                            + bytes[0]
                            + " bytes in the file, must have 1 to "
                            + most
                            + ": the file is damaged");
        }
        chunk.room(most).limit((int) bytes[0]);
        int[] skipped = new int[1];
        Hdf5.check(
                H5Dread_chunk(dataset.id(), H5P_DEFAULT, offset, skipped, chunk.pointer()),
                "read " + name(column, chunkRows, k));
        chunk.skipped(skipped[0]);
    }

    private static int count(int length, int whole) {
        return (int) (((long) length + whole - 1) / whole);
    }

    private static long[] offset(Column column, int chunkRows, int k) {
        long[] offset = new long[column.dimensions(1).length];
        offset[0] = (long) k * chunkRows;
        return offset;
    }

    private static String name(Column column, int chunkRows, int k) {
        return "dataset \""
                + column.path()
                + "\", chunk "
                + k
                + " (from row "
                + (long) k * chunkRows
                + ")";
    }
}
