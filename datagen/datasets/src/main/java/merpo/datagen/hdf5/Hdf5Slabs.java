package merpo.datagen.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Dget_space;
import static org.bytedeco.hdf5.global.hdf5.H5Dread;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;

import java.nio.ByteBuffer;

/**
 * Row arrays as the library itself reads them, some rows at a time: whatever chunks and filters
 * another writer chose, as long as the library has them.
 */
final class Hdf5Slabs {
    private static final int SLAB_BYTES = 4 << 20;

    private Hdf5Slabs() {}

    static void read(Hdf5Id dataset, Column column, int rows, RowSink sink) {
        int most = Math.max(1, SLAB_BYTES / column.rowBytes());
        try (Chunk slab = new Chunk()) {
            for (int first = 0; first < rows; first += most) {
                int row = first;
                int count = Math.min(most, rows - first);
                ByteBuffer bytes = slab.room(count * column.rowBytes());
                Hdf5Lock.hold(() -> read(dataset, column, row, count, slab));
                sink.take(first * column.rowLength(), count * column.rowLength(), bytes);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "dataset \"" + column.path() + "\": " + e.getMessage(), e);
        }
    }

    private static void read(Hdf5Id dataset, Column column, int first, int count, Chunk to) {
        long[] block = column.dimensions(count);
        try (Hdf5Id type = Hdf5Types.of(column.type());
                Hdf5Id space = Hdf5Spaces.own(H5Dget_space(dataset.id()));
                Hdf5Id memory = Hdf5Spaces.simple(block)) {
            Hdf5Spaces.selectRows(space, first, block);
            Hdf5.check(
                    H5Dread(
                            dataset.id(),
                            type.id(),
                            memory.id(),
                            space.id(),
                            H5P_DEFAULT,
                            to.pointer()),
                    "read rows "
                            + first
                            + " to "
                            + (first + count - 1)
                            + " of \""
                            + column.path()
                            + "\"");
        }
    }
}
