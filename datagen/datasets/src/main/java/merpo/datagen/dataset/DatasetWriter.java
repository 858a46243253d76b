package merpo.datagen.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import merpo.datagen.hdf5.AttributeValue;
import merpo.datagen.hdf5.ChunkWorkers;
import merpo.datagen.hdf5.Hdf5Exception;
import merpo.datagen.hdf5.Hdf5Writer;
import merpo.datagen.storage.FileDigest;
import merpo.envs.storage.AtomicFile;
import merpo.envs.storage.AtomicFile.Existing;

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
                        Hdf5Writer.write(
                                temporary,
                                RowArrays.of(dataset),
                                () -> digestLast(described, ChunkWorkers.await(digest)),
                                horizon,
                                storage.layout(),
                                workers);
                        if (Files.notExists(temporary)) {
                            throw new NoSuchFileException(temporary.toString());
                        }
                        Future<String> sha256 =
                                workers.submitInLine(() -> FileDigest.sha256(temporary));
                        Attributes attributes =
                                described.with(
                                        ContentDigest.ATTRIBUTE,
                                        new AttributeValue.Text(ChunkWorkers.await(digest)));
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

    /** The digest comes last, so that only a finished file has one. */
    private static Map<String, AttributeValue> digestLast(Attributes described, String digest) {
        Map<String, AttributeValue> all = new LinkedHashMap<>(described.asMap());
        all.put(ContentDigest.ATTRIBUTE, new AttributeValue.Text(digest));
        return all;
    }
}
