package merpo.datagen.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_EXCL;
import static org.bytedeco.hdf5.global.hdf5.H5F_SCOPE_LOCAL;
import static org.bytedeco.hdf5.global.hdf5.H5Fcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Fflush;
import static org.bytedeco.hdf5.global.hdf5.H5Gclose;
import static org.bytedeco.hdf5.global.hdf5.H5Gcreate2;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_FILE_CREATE_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_GROUP_CREATE_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.bytedeco.javacpp.BytePointer;

/**
 * Makes a file of row arrays with attributes at its root. The same content gives the same bytes on
 * the same Java runtime, for every number of threads.
 */
public final class Hdf5Writer {
    private Hdf5Writer() {}

    /**
     * Writes the file; it must not exist. Takes the memory of a few chunks.
     *
     * @param arrays in the order in which they are written
     * @param attributes asked for when the rows are on their way, written in their order
     * @param horizon rows of which a chunk holds a multiple where it can
     * @throws Hdf5Exception when the library refuses, for instance because the disk is full
     */
    public static void write(
            Path path,
            Map<Column, RowValues> arrays,
            Supplier<Map<String, AttributeValue>> attributes,
            long horizon,
            RowLayout layout,
            ChunkWorkers workers)
            throws IOException {
        try (Hdf5Id file = Hdf5Lock.hold(() -> create(path));
                FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            try {
                fill(file, channel, arrays, attributes, horizon, layout, workers);
            } catch (Hdf5Exception | UncheckedIOException e) {
                channel.truncate(0); // a file that cannot be closed ends the process: make room
                throw e;
            }
        }
    }

    private static void fill(
            Hdf5Id file,
            FileChannel channel,
            Map<Column, RowValues> arrays,
            Supplier<Map<String, AttributeValue>> attributes,
            long horizon,
            RowLayout layout,
            ChunkWorkers workers) {
        List<Future<?>> writing = new ArrayList<>();
        try {
            arrays.forEach(
                    (column, values) ->
                            writing.addAll(
                                    Hdf5Rows.write(
                                            file, channel, column, values, horizon, layout,
                                            workers)));
            Map<String, AttributeValue> described = attributes.get();
            ChunkWorkers.awaitAll(writing);
            Hdf5Lock.hold(() -> finish(file, described));
        } finally {
            writing.forEach(ChunkWorkers::settle); // they write to the channel
        }
    }

    /** The file with the group that all arrays but the root's are in. */
    static Hdf5Id create(Path path) {
        try (BytePointer name = Hdf5.name(path);
                Hdf5Id access = Hdf5Id.fileAccess();
                Hdf5Id create = Hdf5Id.timeless(H5P_CLS_FILE_CREATE_ID_g());
                Hdf5Id group = Hdf5Id.timeless(H5P_CLS_GROUP_CREATE_ID_g())) {
            Hdf5Id file =
                    Hdf5Id.file(
                            H5Fcreate(name, H5F_ACC_EXCL, create.id(), access.id()),
                            "create the file");
            try {
                Hdf5Id.own(
                                H5Gcreate2(
                                        file.id(), "infos", H5P_DEFAULT, group.id(), H5P_DEFAULT),
                                id -> H5Gclose(id),
                                "create group infos")
                        .close();
                return file;
            } catch (Hdf5Exception e) {
                file.close();
                throw e;
            }
        }
    }

    private static void finish(Hdf5Id file, Map<String, AttributeValue> attributes) {
        attributes.forEach((name, value) -> Hdf5Attributes.write(file, name, value));
        Hdf5.check(H5Fflush(file.id(), H5F_SCOPE_LOCAL), "flush the file");
    }
}
