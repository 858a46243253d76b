package merpo.datagen.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Dget_chunk_info_by_coord;
import static org.bytedeco.hdf5.global.hdf5.H5Dwrite_chunk;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;

import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.Future;

/**
 * Row arrays in chunks whose filters are ours: the library takes finished chunks, in order, and
 * tells where they are, under {@link Hdf5Lock}; threads filter, read and unfilter outside of it.
 */
final class Hdf5Chunks {
    private Hdf5Chunks() {}

    static void write(
            Hdf5Id dataset, Column column, RowValues values, int chunkRows, ChunkWorkers workers) {
        int whole = Math.multiplyExact(chunkRows, column.rowLength());
        int elementBytes = column.type().bytes();
        workers.inOrder(
                count(values.length(), whole),
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

    static List<Future<?>> read(
            Hdf5Id dataset,
            FileChannel channel,
            Column column,
            int rows,
            int chunkRows,
            ChunkWorkers workers,
            RowSink sink) {
        int whole = Math.multiplyExact(chunkRows, column.rowLength());
        int length = rows * column.rowLength();
        int count = count(length, whole);
        Place[] places = Hdf5Lock.hold(() -> places(dataset, column, chunkRows, count));
        return workers.begin(
                count,
                (chunk, k) -> {
                    int from = k * whole;
                    try {
                        places[k].fetch(channel, chunk);
                        sink.take(
                                from,
                                Math.min(whole, length - from),
                                chunk.unfilter(whole, column.type().bytes()));
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException(
                                name(column, chunkRows, k) + ": " + e.getMessage(), e);
                    }
                });
    }

    /** Where the file says that a chunk is; its bytes and the mask of filters it went without. */
    private record Place(long at, int bytes, int skipped) {
        void fetch(FileChannel channel, Chunk chunk) {
            chunk.skipped(skipped);
            FileBytes.read(channel, at, chunk.room(bytes).limit(bytes));
        }
    }

    private static Place[] places(Hdf5Id dataset, Column column, int chunkRows, int count) {
        int most = Chunk.mostStored(Math.multiplyExact(chunkRows, column.rowBytes()));
        Place[] places = new Place[count];
        for (int k = 0; k < count; k++) {
            int[] skipped = new int[1];
            long[] at = new long[1];
            long[] bytes = new long[1];
            Hdf5.check(
                    H5Dget_chunk_info_by_coord(
                            dataset.id(), offset(column, chunkRows, k), skipped, at, bytes),
                    "look at " + name(column, chunkRows, k));
            if (bytes[0] < 1 || bytes[0] > most) {
                throw new IllegalArgumentException(
                        name(column, chunkRows, k)
                                + ": it has "
                                + bytes[0]
                                + " bytes in the file, must have 1 to "
                                + most
                                + ": the file is damaged");
            }
            places[k] = new Place(at[0], (int) bytes[0], skipped[0]);
        }
        return places;
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
