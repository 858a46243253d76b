package merpo.datagen.dataset;

import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_EXCL;
import static org.bytedeco.hdf5.global.hdf5.H5F_SCOPE_LOCAL;
import static org.bytedeco.hdf5.global.hdf5.H5Fcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Fflush;
import static org.bytedeco.hdf5.global.hdf5.H5Gclose;
import static org.bytedeco.hdf5.global.hdf5.H5Gcreate2;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_FILE_CREATE_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_GROUP_CREATE_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_obj_track_times;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import merpo.datagen.storage.FileDigest;
import merpo.envs.storage.AtomicFile;
import merpo.envs.storage.AtomicFile.Existing;
import org.bytedeco.javacpp.BytePointer;

/**
 * Writes a dataset as one HDF5 file with D4RL's arrays at the root and provenance as root
 * attributes (datagen/README.md, "One file per task and quality"), whole or not at all: written
 * under a temporary name, closed, read back and compared, forced, renamed. The same content gives
 * the same bytes on the same Java runtime, for every number of threads.
 */
public final class DatasetWriter {
    private static final Pattern SYSTEM_REASON =
            Pattern.compile(
                    "(file write failed|unable to \\w+ file): .*error message = '(.*?)'.*",
                    Pattern.DOTALL);

    private DatasetWriter() {}

    /** Publishes a new file; refuses an existing one. */
    public static WrittenFile write(Path file, Dataset dataset, Provenance provenance) {
        return write(file, Existing.REFUSE, dataset, provenance);
    }

    /** Publishes a file, compressed. */
    public static WrittenFile write(
            Path file, Existing existing, Dataset dataset, Provenance provenance) {
        return write(file, existing, Storage.compressed(), dataset, provenance);
    }

    /**
     * Publishes a file. Beside the dataset this takes the memory of a few chunks.
     *
     * @param storage how the rows lie in the file; its bytes do not depend on the threads
     * @throws DatasetException when it exists and may not be replaced, or cannot be written; then
     *     nothing changed under its name
     */
    public static WrittenFile write(
            Path file, Existing existing, Storage storage, Dataset dataset, Provenance provenance) {
        Attributes described = FileSchema.describe(dataset, provenance);
        long horizon = provenance.environment().maxEpisodeSteps();
        WrittenFile[] written = new WrittenFile[1];
        try (ChunkWorkers workers = new ChunkWorkers(storage.threads())) {
            AtomicFile.write(
                    file,
                    existing,
                    temporary -> {
                        Future<String> digest =
                                workers.submitInLine(() -> ContentDigest.of(dataset, described));
                        Attributes attributes =
                                store(
                                        temporary,
                                        dataset,
                                        () -> withDigest(described, digest),
                                        horizon,
                                        storage.layout(),
                                        workers);
                        if (Files.notExists(temporary)) {
                            throw new NoSuchFileException(temporary.toString());
                        }
                        Future<String> sha256 =
                                workers.submitInLine(() -> FileDigest.sha256(temporary));
                        ReadBack.require(temporary, dataset, attributes, workers);
                        written[0] =
                                new WrittenFile(
                                        file,
                                        Files.size(temporary),
                                        ChunkWorkers.await(sha256),
                                        ChunkWorkers.await(digest));
                    });
            return written[0];
        } catch (FileAlreadyExistsException e) {
            throw new DatasetException(
                    file
                            + " exists, and published files are never modified. Choose another name,"
                            + " or say that it may be replaced (--overwrite).",
                    e);
        } catch (Hdf5Exception | IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new DatasetException(
                    file
                            + ": cannot be written: "
                            + reason(e)
                            + ". Nothing was published under this name. Free some space, or choose"
                            + " a directory that is writable.",
                    e);
        }
    }

    /** Of what libhdf5 tells about a write that failed, the words of the operating system. */
    private static String reason(Exception e) {
        return SYSTEM_REASON.matcher(String.valueOf(e.getMessage())).replaceFirst("$2");
    }

    private static Attributes withDigest(Attributes described, Future<String> digest) {
        return described.with(
                ContentDigest.ATTRIBUTE, new AttributeValue.Text(ChunkWorkers.await(digest)));
    }

    /**
     * Makes the file.
     *
     * @param described asked for when the rows are written
     * @return the attributes as they were written
     */
    static Attributes store(
            Path path,
            Dataset dataset,
            Supplier<Attributes> described,
            long horizon,
            Storage.Layout layout,
            ChunkWorkers workers)
            throws IOException {
        try (Hdf5Id file = Hdf5Lock.hold(() -> create(path));
                FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            try {
                return fill(file, channel, dataset, described, horizon, layout, workers);
            } catch (Hdf5Exception | UncheckedIOException e) {
                channel.truncate(0); // a file that cannot be closed ends the process: make room
                throw e;
            }
        }
    }

    private static Attributes fill(
            Hdf5Id file,
            FileChannel channel,
            Dataset dataset,
            Supplier<Attributes> described,
            long horizon,
            Storage.Layout layout,
            ChunkWorkers workers) {
        SortedMap<String, RowValues> arrays = RowArrays.of(dataset);
        List<Future<?>> writing = new ArrayList<>();
        try {
            for (Column column : Column.of(dataset.shape())) {
                RowValues values = arrays.get(column.path());
                writing.addAll(
                        Hdf5Rows.write(file, channel, column, values, horizon, layout, workers));
            }
            Attributes attributes = described.get();
            ChunkWorkers.awaitAll(writing);
            Hdf5Lock.hold(() -> finish(file, attributes));
            return attributes;
        } finally {
            writing.forEach(ChunkWorkers::settle); // they write to the channel
        }
    }

    /** The file with the group that all datasets but the root's are in. */
    static Hdf5Id create(Path path) {
        try (BytePointer name = Hdf5.name(path);
                Hdf5Id access = Hdf5.fileAccess();
                Hdf5Id create = timeless(H5P_CLS_FILE_CREATE_ID_g());
                Hdf5Id group = timeless(H5P_CLS_GROUP_CREATE_ID_g())) {
            Hdf5Id file =
                    Hdf5.file(
                            H5Fcreate(name, H5F_ACC_EXCL, create.id(), access.id()),
                            "create the file");
            try {
                Hdf5.own(
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

    private static void finish(Hdf5Id file, Attributes attributes) {
        attributes(file, attributes);
        Hdf5.check(H5Fflush(file.id(), H5F_SCOPE_LOCAL), "flush the file");
    }

    /** The digest comes last, so that only a finished file has one. */
    private static void attributes(Hdf5Id file, Attributes attributes) {
        attributes
                .without(ContentDigest.ATTRIBUTE)
                .asMap()
                .forEach((name, value) -> Hdf5Attributes.write(file, name, value));
        if (attributes.has(ContentDigest.ATTRIBUTE)) {
            Hdf5Attributes.write(
                    file, ContentDigest.ATTRIBUTE, attributes.asMap().get(ContentDigest.ATTRIBUTE));
        }
    }

    /** Properties of objects that do not note when they were made: same content, same bytes. */
    private static Hdf5Id timeless(long propertyClass) {
        Hdf5Id properties = Hdf5.properties(propertyClass);
        Hdf5.check(H5Pset_obj_track_times(properties.id(), false), "set no times");
        return properties;
    }
}
