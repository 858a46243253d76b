package merpo.datagen.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5D_ALLOC_TIME_EARLY;
import static org.bytedeco.hdf5.global.hdf5.H5D_FILL_TIME_NEVER;
import static org.bytedeco.hdf5.global.hdf5.H5D_VIRTUAL;
import static org.bytedeco.hdf5.global.hdf5.H5Dclose;
import static org.bytedeco.hdf5.global.hdf5.H5Dcreate2;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_create_plist;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_space;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_type;
import static org.bytedeco.hdf5.global.hdf5.H5Dopen2;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_DATASET_CREATE_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5Pclose;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_external_count;
import static org.bytedeco.hdf5.global.hdf5.H5Pget_layout;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_alloc_time;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_chunk;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_deflate;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_fill_time;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_fletcher32;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_obj_track_times;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_shuffle;

import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * The HDF5 dataset of a row array: made with {@link ChunkRule} and filters as in {@link Chunk}, or
 * opened after a look at what it claims. Its rows move through {@link Hdf5Chunks}, {@link
 * Hdf5Pieces} or {@link Hdf5Slabs}. Takes {@link Hdf5Lock} itself.
 */
final class Hdf5Rows {
    private Hdf5Rows() {}

    /**
     * Makes the dataset and begins to write the array.
     *
     * @return what to wait for; the channel must stay open until then
     */
    static List<Future<?>> write(
            Hdf5Id file,
            FileChannel channel,
            Column column,
            RowValues values,
            long horizon,
            RowLayout layout,
            ChunkWorkers workers) {
        int rows = values.length() / column.rowLength();
        int chunkRows = (int) ChunkRule.rows(rows, column.rowBytes(), horizon);
        try (Hdf5Id dataset = Hdf5Lock.hold(() -> create(file, column, rows, chunkRows, layout))) {
            return switch (layout) {
                case COMPRESSED -> {
                    Hdf5Chunks.write(dataset, column, values, chunkRows, workers);
                    yield List.of();
                }
                case RAW -> Hdf5Pieces.write(dataset, channel, column, values, workers);
            };
        }
    }

    /** Makes it empty. */
    static Hdf5Id create(Hdf5Id file, Column column, int rows, int chunkRows, RowLayout layout) {
        String what = " for \"" + column.path() + "\"";
        try (Hdf5Id properties = Hdf5Id.properties(H5P_CLS_DATASET_CREATE_ID_g());
                Hdf5Id type = Hdf5Types.of(column.type());
                Hdf5Id space = Hdf5Spaces.simple(column.dimensions(rows))) {
            if (layout == RowLayout.COMPRESSED) {
                long[] chunk = column.dimensions(chunkRows);
                Hdf5.check(
                        H5Pset_chunk(properties.id(), chunk.length, chunk),
                        "set chunks " + Arrays.toString(chunk) + what);
                Hdf5.check(H5Pset_shuffle(properties.id()), "set shuffle" + what);
                Hdf5.check(
                        H5Pset_deflate(properties.id(), PlaneDeflater.LEVEL), "set deflate" + what);
                Hdf5.check(H5Pset_fletcher32(properties.id()), "set Fletcher-32" + what);
            } else {
                Hdf5.check(
                        H5Pset_alloc_time(properties.id(), H5D_ALLOC_TIME_EARLY),
                        "set early space" + what);
            }
            Hdf5.check(
                    H5Pset_fill_time(properties.id(), H5D_FILL_TIME_NEVER), "set no fill" + what);
            Hdf5.check(H5Pset_obj_track_times(properties.id(), false), "set no times" + what);
            return Hdf5Id.own(
                    H5Dcreate2(
                            file.id(),
                            column.path(),
                            type.id(),
                            space.id(),
                            H5P_DEFAULT,
                            properties.id(),
                            H5P_DEFAULT),
                    id -> H5Dclose(id),
                    "write dataset \"" + column.path() + "\"");
        }
    }

    /**
     * Begins to read the array after checking that it is what the schema says.
     *
     * @param to asked for only then, so that it may allocate
     * @return what to wait for; the channel must stay open until then
     */
    static List<Future<?>> read(
            Hdf5Id file,
            FileChannel channel,
            Column column,
            int rows,
            ChunkWorkers workers,
            Supplier<RowSink> to) {
        try (Hdf5Id dataset = Hdf5Lock.hold(() -> open(file, column))) {
            OptionalInt chunkRows = Hdf5Lock.hold(() -> inspect(dataset, column, rows));
            RowSink sink = to.get();
            if (chunkRows.isPresent()) {
                return Hdf5Chunks.read(
                        dataset, channel, column, rows, chunkRows.getAsInt(), workers, sink);
            } else if (Hdf5Lock.hold(() -> Hdf5Pieces.isOne(dataset, column, rows))) {
                return Hdf5Pieces.read(dataset, channel, column, rows, workers, sink);
            }
            Hdf5Slabs.read(dataset, column, rows, sink);
            return List.of();
        }
    }

    static Hdf5Id open(Hdf5Id file, Column column) {
        return Hdf5Id.own(
                H5Dopen2(file.id(), column.path(), H5P_DEFAULT),
                id -> H5Dclose(id),
                "open dataset \"" + column.path() + "\"");
    }

    /** The rows per chunk where {@link Hdf5Chunks} can read it. */
    private static OptionalInt inspect(Hdf5Id dataset, Column column, long rows) {
        String place = "dataset \"" + column.path() + "\": ";
        try (Hdf5Id properties =
                        Hdf5Id.own(
                                H5Dget_create_plist(dataset.id()),
                                id -> H5Pclose(id),
                                "open properties");
                Hdf5Id type = Hdf5Types.of(column.type());
                Hdf5Id space = Hdf5Spaces.own(H5Dget_space(dataset.id()))) {
            requireOwnStorage(properties, place);
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
            return Hdf5Filters.chunkRows(properties, column);
        }
    }

    private static void requireOwnStorage(Hdf5Id properties, String place) {
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
}
