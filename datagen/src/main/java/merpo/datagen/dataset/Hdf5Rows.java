package merpo.datagen.dataset;

import static org.bytedeco.hdf5.global.hdf5.H5D_FILL_TIME_NEVER;
import static org.bytedeco.hdf5.global.hdf5.H5D_VIRTUAL;
import static org.bytedeco.hdf5.global.hdf5.H5Dclose;
import static org.bytedeco.hdf5.global.hdf5.H5Dcreate2;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_create_plist;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_space;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_type;
import static org.bytedeco.hdf5.global.hdf5.H5Dopen2;
import static org.bytedeco.hdf5.global.hdf5.H5Dread;
import static org.bytedeco.hdf5.global.hdf5.H5Dwrite;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_DATASET_CREATE_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5Pclose;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_external_count;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_layout;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_chunk;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_deflate;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_fill_time;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_fletcher32;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_obj_track_times;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_shuffle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;

/**
 * Row arrays to and from a file, in blocks of rows through one small direct buffer, so that memory
 * beyond the arrays stays flat. Only under {@link Hdf5Lock}.
 */
final class Hdf5Rows {
    private static final int BLOCK_BYTES = 4 << 20;

    private Hdf5Rows() {}

    /**
     * Chunked by {@link ChunkRule}; shuffle, deflate 1, Fletcher-32; no times (datasets.md 4.4).
     */
    static void write(Hdf5Id file, Column column, RowValues values, long horizon) {
        int rows = values.length() / column.rowLength();
        long chunkRows = ChunkRule.rows(rows, column.rowBytes(), horizon);
        long[] chunk = column.dimensions(chunkRows);
        try (Hdf5Id properties = Hdf5.properties(H5P_CLS_DATASET_CREATE_ID_g());
                Hdf5Id type = Hdf5Types.of(column.type());
                Hdf5Id space = Hdf5Spaces.simple(column.dimensions(rows))) {
            String what = " for \"" + column.path() + "\"";
            Hdf5.check(
                    H5Pset_chunk(properties.id(), chunk.length, chunk),
                    "set chunks " + Arrays.toString(chunk) + what);
            Hdf5.check(H5Pset_shuffle(properties.id()), "set shuffle" + what);
            Hdf5.check(H5Pset_deflate(properties.id(), 1), "set deflate" + what);
            Hdf5.check(H5Pset_fletcher32(properties.id()), "set Fletcher-32" + what);
            Hdf5.check(
                    H5Pset_fill_time(properties.id(), H5D_FILL_TIME_NEVER), "set no fill" + what);
            Hdf5.check(H5Pset_obj_track_times(properties.id(), false), "set no times" + what);
            try (Hdf5Id dataset =
                    Hdf5.own(
                            H5Dcreate2(
                                    file.id(),
                                    column.path(),
                                    type.id(),
                                    space.id(),
                                    H5P_DEFAULT,
                                    properties.id(),
                                    H5P_DEFAULT),
                            id -> H5Dclose(id),
                            "write dataset \"" + column.path() + "\"")) {
                transfer(dataset, type, space, column, rows, chunkRows, values, true);
            }
        }
    }

    /** Reads the array after checking that it is what the schema says; allocates only then. */
    static RowValues read(Hdf5Id file, Column column, long rows, long fileBytes) {
        String place = "dataset \"" + column.path() + "\": ";
        try (Hdf5Id dataset =
                        Hdf5.own(
                                H5Dopen2(file.id(), column.path(), H5P_DEFAULT),
                                id -> H5Dclose(id),
                                "open dataset \"" + column.path() + "\"");
                Hdf5Id type = Hdf5Types.of(column.type());
                Hdf5Id space = Hdf5Spaces.own(H5Dget_space(dataset.id()))) {
            requireOwnStorage(dataset, place);
            requireType(dataset, type, column, place);
            long[] found = Hdf5Spaces.dimensions(space);
            long[] expected = column.dimensions(rows);
            if (!Arrays.equals(found, expected)) {
                throw new IllegalArgumentException(
                        place
                                + "shape "
                                + Arrays.toString(found)
                                + ", expected "
                                + Arrays.toString(expected)
                                + " as in attribute \"n_transitions\" and the widths");
            }
            SizeLimits.requirePlausible(column, rows, fileBytes);
            RowValues values =
                    RowValues.allocate(column.type(), Math.toIntExact(rows * column.rowLength()));
            long step = ChunkRule.rows(rows, column.rowBytes(), 1);
            transfer(dataset, type, space, column, (int) rows, step, values, false);
            return values;
        }
    }

    private static void requireOwnStorage(Hdf5Id dataset, String place) {
        try (Hdf5Id properties =
                Hdf5.own(
                        H5Dget_create_plist(dataset.id()), id -> H5Pclose(id), "open properties")) {
            if (H5Pget_layout(properties.id()) == H5D_VIRTUAL) {
                throw new IllegalArgumentException(
                        place
                                + "it is virtual, but a file must hold its own rows:"
                                + " a missing source reads as zeros");
            }
            int external = H5Pget_external_count(properties.id());
            if (external != 0) {
                throw new IllegalArgumentException(
                        place + "its rows lie in another file, but a file must hold its own rows");
            }
        }
    }

    private static void requireType(Hdf5Id dataset, Hdf5Id type, Column column, String place) {
        try (Hdf5Id found = Hdf5Types.own(H5Dget_type(dataset.id()))) {
            if (!Hdf5Types.equal(found, type)) {
                throw new IllegalArgumentException(
                        place
                                + "type "
                                + Hdf5Types.describe(found)
                                + ", expected "
                                + column.type().tag()
                                + " as NumPy names it");
            }
        }
    }

    private static void transfer(
            Hdf5Id dataset,
            Hdf5Id type,
            Hdf5Id space,
            Column column,
            int rows,
            long step,
            RowValues values,
            boolean write) {
        long wholeSteps = Math.max(1, BLOCK_BYTES / (step * column.rowBytes()));
        int most = Math.toIntExact(Math.min(rows, step * wholeSteps));
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(Math.multiplyExact(most, column.rowBytes()))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int first = 0; first < rows; first += most) {
            int count = Math.min(most, rows - first);
            long[] block = column.dimensions(count);
            Hdf5Spaces.selectRows(space, first, block);
            bytes.clear();
            try (Hdf5Id memory = Hdf5Spaces.simple(block);
                    BytePointer data = new BytePointer(bytes)) {
                int from = first * column.rowLength();
                int length = count * column.rowLength();
                if (write) {
                    values.encode(from, length, bytes);
                    Hdf5.check(
                            H5Dwrite(
                                    dataset.id(),
                                    type.id(),
                                    memory.id(),
                                    space.id(),
                                    H5P_DEFAULT,
                                    data),
                            "write rows of \"" + column.path() + "\"");
                } else {
                    Hdf5.check(
                            H5Dread(
                                    dataset.id(),
                                    type.id(),
                                    memory.id(),
                                    space.id(),
                                    H5P_DEFAULT,
                                    data),
                            "read rows "
                                    + first
                                    + " to "
                                    + (first + count - 1)
                                    + " of \""
                                    + column.path()
                                    + "\"");
                    values.decode(from, length, bytes);
                }
            }
        }
    }
}
