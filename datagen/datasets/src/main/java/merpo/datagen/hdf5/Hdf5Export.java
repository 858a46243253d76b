package merpo.datagen.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Dclose;
import static org.bytedeco.hdf5.global.hdf5.H5Dcreate2;
import static org.bytedeco.hdf5.global.hdf5.H5Dwrite;
import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_EXCL;
import static org.bytedeco.hdf5.global.hdf5.H5F_CLOSE_STRONG;
import static org.bytedeco.hdf5.global.hdf5.H5F_SCOPE_LOCAL;
import static org.bytedeco.hdf5.global.hdf5.H5Fcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Fflush;
import static org.bytedeco.hdf5.global.hdf5.H5Gclose;
import static org.bytedeco.hdf5.global.hdf5.H5Gcreate2;
import static org.bytedeco.hdf5.global.hdf5.H5Gopen2;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_DATASET_CREATE_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_FILE_ACCESS_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_FILE_CREATE_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_GROUP_CREATE_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_chunk;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_deflate;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_fclose_degree;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_shuffle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.bytedeco.javacpp.BytePointer;

/**
 * An HDF5 file in the layout of another project, while it is written: arrays, groups, attributes.
 * Types are explicitly little-endian, flags are h5py's bool, the format is the one that every
 * library reads. Same calls, same bytes.
 */
public final class Hdf5Export {
    private static final long CHUNK_BYTES = 256 << 10;
    private static final long LARGEST_CONTIGUOUS = 64 << 10;
    private static final int DEFLATE = 4;

    private final Hdf5Id file;

    private Hdf5Export(Hdf5Id file) {
        this.file = file;
    }

    /**
     * Creates the file, lets {@code content} fill it, flushes and closes.
     *
     * @throws Hdf5Exception when the library refuses, for instance because the disk is full
     */
    public static void write(Path path, Consumer<Hdf5Export> content) {
        Hdf5Lock.hold(() -> store(path, content));
    }

    private static void store(Path path, Consumer<Hdf5Export> content) {
        try (BytePointer name = Hdf5.name(path);
                Hdf5Id access = Hdf5Id.properties(H5P_CLS_FILE_ACCESS_ID_g());
                Hdf5Id create = Hdf5Id.timeless(H5P_CLS_FILE_CREATE_ID_g())) {
            Hdf5.check(H5Pset_fclose_degree(access.id(), H5F_CLOSE_STRONG), "set the close degree");
            try (Hdf5Id file =
                    Hdf5Id.file(
                            H5Fcreate(name, H5F_ACC_EXCL, create.id(), access.id()),
                            "create the file")) {
                content.accept(new Hdf5Export(file));
                Hdf5.check(H5Fflush(file.id(), H5F_SCOPE_LOCAL), "flush the file");
            }
        }
    }

    /** A group whose parent is there already. */
    public void group(String path) {
        try (Hdf5Id create = Hdf5Id.timeless(H5P_CLS_GROUP_CREATE_ID_g())) {
            Hdf5Id.own(
                            H5Gcreate2(file.id(), path, H5P_DEFAULT, create.id(), H5P_DEFAULT),
                            id -> H5Gclose(id),
                            "create group " + path)
                    .close();
        }
    }

    /** An attribute of a group. */
    public void attribute(String group, String name, AttributeValue value) {
        try (Hdf5Id open =
                Hdf5Id.own(
                        H5Gopen2(file.id(), group, H5P_DEFAULT),
                        id -> H5Gclose(id),
                        "open group " + group)) {
            Hdf5Attributes.write(open, name, value);
        }
    }

    /** float32 of this shape. */
    public void floats(String path, float[] values, long... shape) {
        array(path, ElementType.F32, new RowValues.Floats(values), shape);
    }

    /** float64. */
    public void doubles(String path, double[] values, long... shape) {
        array(path, ElementType.F64, new RowValues.Doubles(values), shape);
    }

    /** int32. */
    public void ints(String path, int[] values, long... shape) {
        array(path, ElementType.I32, new RowValues.Ints(values), shape);
    }

    /** int64. */
    public void longs(String path, long[] values, long... shape) {
        array(path, ElementType.I64, new RowValues.Longs(values), shape);
    }

    /** h5py's bool. */
    public void flags(String path, boolean[] values, long... shape) {
        array(path, ElementType.BOOL, new RowValues.Flags(values), shape);
    }

    private void array(String path, ElementType element, RowValues values, long... shape) {
        if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != values.length()
                || values.length() == 0) {
            throw new IllegalArgumentException(
                    "\"%s\" has %d numbers, but its shape is %s"
                            .formatted(path, values.length(), Arrays.toString(shape)));
        }
        long bytes = (long) values.length() * element.bytes();
        try (Hdf5Id properties = Hdf5Id.timeless(H5P_CLS_DATASET_CREATE_ID_g());
                Hdf5Id type = Hdf5Types.of(element);
                Hdf5Id space = Hdf5Spaces.simple(shape)) {
            if (bytes > LARGEST_CONTIGUOUS) {
                compress(properties, bytes, shape);
            }
            try (Hdf5Id dataset =
                    Hdf5Id.own(
                            H5Dcreate2(
                                    file.id(),
                                    path,
                                    type.id(),
                                    space.id(),
                                    H5P_DEFAULT,
                                    properties.id(),
                                    H5P_DEFAULT),
                            id -> H5Dclose(id),
                            "create dataset \"" + path + "\"")) {
                rows(dataset, type, space, element, values, shape);
            }
        }
    }

    /** Whole rows per chunk, shuffle and deflate: what every build of HDF5 can read. */
    private static void compress(Hdf5Id properties, long bytes, long[] shape) {
        long[] chunk = shape.clone();
        chunk[0] = Math.max(1, Math.min(shape[0], CHUNK_BYTES * shape[0] / bytes));
        Hdf5.check(
                H5Pset_chunk(properties.id(), chunk.length, chunk),
                "set chunks " + Arrays.toString(chunk));
        Hdf5.check(H5Pset_shuffle(properties.id()), "set shuffle");
        Hdf5.check(H5Pset_deflate(properties.id(), DEFLATE), "set deflate");
    }

    private static void rows(
            Hdf5Id dataset,
            Hdf5Id type,
            Hdf5Id space,
            ElementType element,
            RowValues values,
            long[] shape) {
        int rowLength = Math.toIntExact(values.length() / shape[0]);
        int rowBytes = rowLength * element.bytes();
        int most = (int) Math.min(shape[0], Math.max(1, 4 * CHUNK_BYTES / rowBytes));
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(Math.multiplyExact(most, rowBytes))
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int first = 0; first < shape[0]; first += most) {
            long[] block = shape.clone();
            block[0] = Math.min(most, shape[0] - first);
            Hdf5Spaces.selectRows(space, first, block);
            bytes.clear();
            values.encode(first * rowLength, (int) block[0] * rowLength, bytes);
            bytes.flip(); // the pointer begins at the buffer's position
            try (Hdf5Id memory = Hdf5Spaces.simple(block);
                    BytePointer data = new BytePointer(bytes)) {
                Hdf5.check(
                        H5Dwrite(
                                dataset.id(),
                                type.id(),
                                memory.id(),
                                space.id(),
                                H5P_DEFAULT,
                                data),
                        "write rows from " + first);
            }
        }
    }
}
