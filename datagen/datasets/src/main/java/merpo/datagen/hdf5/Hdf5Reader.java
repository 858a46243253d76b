package merpo.datagen.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_RDONLY;
import static org.bytedeco.hdf5.global.hdf5.H5Fopen;
import static org.bytedeco.hdf5.global.hdf5.H5get_libversion;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;

/**
 * A file of row arrays open for reading. Its attributes are read; nothing is known of its rows
 * before {@link #require}. Messages begin after the file's name. Owns the handles; close it.
 */
public final class Hdf5Reader implements AutoCloseable {
    private final Hdf5Id file;
    private final FileChannel channel; // the same file, for its rows
    private final long bytes;
    private final SortedMap<String, AttributeValue> attributes;

    private Hdf5Reader(Hdf5Id file, FileChannel channel, long bytes) {
        this.file = file;
        this.channel = channel;
        this.bytes = bytes;
        attributes = Collections.unmodifiableSortedMap(Hdf5Attributes.read(file));
    }

    /**
     * Looks at it in plain Java, then opens it.
     *
     * @throws IllegalArgumentException when it is missing, foreign or damaged
     * @throws Hdf5Exception when the library finds it damaged
     */
    public static Hdf5Reader open(Path path, ChunkWorkers workers) throws IOException {
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

    private static Hdf5Reader open(Path path, FileChannel channel, long bytes) {
        Hdf5Id file = file(path);
        try {
            return new Hdf5Reader(file, channel, bytes);
        } catch (IllegalArgumentException | Hdf5Exception e) {
            file.close();
            throw e;
        }
    }

    static Hdf5Id file(Path path) {
        try (BytePointer name = Hdf5.name(path);
                Hdf5Id access = Hdf5Id.fileAccess()) {
            return Hdf5Id.file(H5Fopen(name, H5F_ACC_RDONLY, access.id()), "open the file");
        }
    }

    /** Version of the HDF5 library in use, such as "1.14.3". */
    public static String libraryVersion() {
        int[] major = new int[1];
        int[] minor = new int[1];
        int[] release = new int[1];
        int status = Hdf5Lock.hold(() -> H5get_libversion(major, minor, release));
        Hdf5.check(status, "tell its version");
        return major[0] + "." + minor[0] + "." + release[0];
    }

    /** Of the root. */
    public SortedMap<String, AttributeValue> attributes() {
        return attributes;
    }

    /**
     * Fails unless the file holds these arrays and no others, and its size and this JVM's memory
     * allow so many rows.
     */
    public void require(List<Column> columns, long rows) {
        Hdf5Lock.hold(() -> Hdf5Tree.require(file, columns));
        columns.forEach(column -> SizeLimits.requirePlausible(column, rows, bytes));
        SizeLimits.requireMemory(columns, rows);
    }

    /**
     * Begins to read one row array.
     *
     * @param to asked for when the array was found to be of this type and these rows, so that it
     *     may allocate
     * @return what to wait for, before the file is closed
     */
    public List<Future<?>> read(
            Column column, int rows, ChunkWorkers workers, Supplier<RowSink> to) {
        return Hdf5Rows.read(file, channel, column, rows, workers, to);
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            file.close();
        }
    }
}
