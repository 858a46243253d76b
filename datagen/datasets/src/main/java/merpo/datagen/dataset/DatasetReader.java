package merpo.datagen.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import merpo.datagen.hdf5.ChunkWorkers;
import merpo.datagen.hdf5.Column;
import merpo.datagen.hdf5.Hdf5Exception;
import merpo.datagen.hdf5.Hdf5Reader;
import merpo.datagen.hdf5.MemoryException;
import merpo.datagen.hdf5.RowValues;
import merpo.envs.storage.FileReason;

/**
 * Reads a dataset file whole into memory and verifies it before anyone trusts it: schema, paths,
 * types, shapes, the laws of {@link Dataset}, the counts and statistics in the attributes, and the
 * content digest. There is no other way in.
 */
public final class DatasetReader {
    private DatasetReader() {}

    /**
     * Reads and verifies.
     *
     * @throws DatasetException when the file is missing, foreign, damaged or lies
     */
    public static StoredDataset read(Path file) {
        return read(file, Storage.usualThreads());
    }

    /**
     * The same with so many threads, at least 1, that take chunks apart.
     *
     * @throws DatasetException when the file is missing, foreign, damaged or lies
     */
    public static StoredDataset read(Path file, int threads) {
        try (ChunkWorkers workers = new ChunkWorkers(threads)) {
            return load(file, workers);
        } catch (MemoryException e) {
            throw new DatasetException(file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException | Hdf5Exception e) {
            throw new DatasetException(
                    file
                            + ": "
                            + e.getMessage()
                            + ".\n    Datasets are written by ./merpo generate; make it again, or"
                            + " fetch it again if it was copied.",
                    e);
        } catch (IOException | UncheckedIOException e) {
            throw new DatasetException(
                    "%s: cannot be read: %s. Mend that, or name another".formatted(file, reason(e)),
                    e);
        }
    }

    private static String reason(Exception failure) {
        return failure instanceof IOException e
                ? FileReason.of(e)
                : FileReason.of(((UncheckedIOException) failure).getCause());
    }

    /** Whether a file is HDF5 that says nothing of this schema; a damaged one may yet be ours. */
    public static boolean foreign(Path file) {
        try (ChunkWorkers workers = new ChunkWorkers(1);
                Hdf5Reader reader = Hdf5Reader.open(file, workers)) {
            return !reader.attributes().containsKey("schema");
        } catch (IllegalArgumentException | Hdf5Exception | IOException e) {
            return false;
        }
    }

    /** The digest of an array is computed while the next are read. */
    private static StoredDataset load(Path path, ChunkWorkers workers) throws IOException {
        Map<String, PendingRows> arrays = new LinkedHashMap<>(); // the first that fails is told
        ContentDigest digest = new ContentDigest();
        try (DatasetFile file = DatasetFile.open(path, workers)) {
            List<Future<?>> digested = new ArrayList<>();
            for (Column column : file.columns()) {
                PendingRows rows = begin(file, column, workers);
                arrays.put(column.path(), rows);
                digested.add(
                        workers.submitInLine(
                                () -> {
                                    digest.add(column, file.rows(), rows.await());
                                    return null;
                                }));
            }
            Dataset dataset = new Dataset(file.shape(), RowArrays.join(PendingRows.await(arrays)));
            ChunkWorkers.awaitAll(digested);
            return verify(dataset, file.attributes(), digest);
        }
    }

    /** Begins to read one array: the next is made while workers fill this one. */
    static PendingRows begin(DatasetFile file, Column column, ChunkWorkers workers) {
        RowValues[] values = new RowValues[1];
        List<Future<?>> parts =
                file.read(
                        column,
                        workers,
                        () -> {
                            values[0] =
                                    RowValues.allocate(
                                            column.type(), file.rows() * column.rowLength());
                            return values[0]::decode;
                        });
        return new PendingRows(values[0], parts);
    }

    private static StoredDataset verify(
            Dataset dataset, Attributes attributes, ContentDigest digest) {
        DatasetStatistics.from(attributes).requireDescribes(dataset);
        Provenance provenance = Provenance.from(attributes);
        String promised = attributes.text(ContentDigest.ATTRIBUTE);
        String found = digest.finish(attributes);
        if (!promised.equals(found)) {
            throw new IllegalArgumentException(
                    "attribute \"content_sha256\" is "
                            + promised
                            + ", but rows and attributes give "
                            + found
                            + ": the file is damaged");
        }
        return new StoredDataset(dataset, provenance, attributes);
    }
}
