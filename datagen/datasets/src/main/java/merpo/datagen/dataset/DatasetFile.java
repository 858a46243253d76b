package merpo.datagen.dataset;

import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_RDONLY;
import static org.bytedeco.hdf5.global.hdf5.H5Fopen;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;

/**
 * A dataset file open for reading, whose attributes are of this schema, which holds the row arrays
 * of the schema and no others, and whose size is plausible. Nothing else about its rows is known
 * yet. Owns the handles; close it.
 */
final class DatasetFile implements AutoCloseable {
    private final Hdf5Id file;
    private final FileChannel channel; // the same file, for its rows
    private final Attributes attributes;
    private final RowShape shape;
    private final List<Column> columns;
    private final int rows;

    private DatasetFile(Hdf5Id file, FileChannel channel, long bytes) {
        this.file = file;
        this.channel = channel;
        attributes = Hdf5Attributes.read(file);
        FileSchema.require(attributes);
        shape = FileSchema.shape(attributes);
        columns = Column.of(shape);
        Hdf5Tree.require(file, columns);
        long claimed = attributes.whole("n_transitions");
        if (claimed < 1 || claimed > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "attribute \"n_transitions\" is " + claimed + ", must be in [1, 2^31)");
        }
        rows = (int) claimed;
        columns.forEach(column -> SizeLimits.requirePlausible(column, rows, bytes));
        SizeLimits.requireMemory(columns, rows);
    }

    /** Looks at it in plain Java, then opens it. Messages begin after the file's name. */
    static DatasetFile open(Path path, ChunkWorkers workers) throws IOException {
        long bytes = FileProbe.require(path);
        TextHeapProbe.require(path, workers);
        AttributeProbe.require(path);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return Hdf5Lock.hold(() -> open(path, channel, bytes));
        } catch (IllegalArgumentException | Hdf5Exception e) {
            channel.close();
            throw e;
        }
    }

    private static DatasetFile open(Path path, FileChannel channel, long bytes) {
        try (BytePointer name = Hdf5.name(path);
                Hdf5Id access = Hdf5.fileAccess()) {
            Hdf5Id file = Hdf5.file(H5Fopen(name, H5F_ACC_RDONLY, access.id()), "open the file");
            try {
                return new DatasetFile(file, channel, bytes);
            } catch (IllegalArgumentException | Hdf5Exception e) {
                file.close();
                throw e;
            }
        }
    }

    Attributes attributes() {
        return attributes;
    }

    RowShape shape() {
        return shape;
    }

    /** In byte order of their paths. */
    List<Column> columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /**
     * Begins to read one row array.
     *
     * @param to asked for when the array was found to be what the schema says
     * @return what to wait for, before the file is closed
     */
    List<Future<?>> read(Column column, ChunkWorkers workers, Supplier<RowSink> to) {
        return Hdf5Rows.read(file, channel, column, rows, workers, to);
    }

    /** The same through the library's own filters, whatever they are: a second opinion. */
    void readPlainly(Column column, RowSink sink) {
        try (Hdf5Id dataset = Hdf5Lock.hold(() -> Hdf5Rows.open(file, column))) {
            Hdf5Slabs.read(dataset, column, rows, sink);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            file.close();
        }
    }
}
