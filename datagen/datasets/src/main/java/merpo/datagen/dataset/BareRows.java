package merpo.datagen.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import merpo.datagen.hdf5.ChunkWorkers;
import merpo.datagen.hdf5.Column;
import merpo.datagen.hdf5.Hdf5Writer;

/**
 * Rows to a file and back without digests, reading back, forcing or renaming: what {@link
 * DatasetWriter} and {@link DatasetReader} cost beside their promises. For measurements; nobody
 * should trust such a file.
 */
public final class BareRows {
    private BareRows() {}

    /** Writes a new file; its attributes are those of a file without provenance. */
    public static void write(Path file, Storage storage, Dataset dataset, long horizon)
            throws IOException {
        AttributesBuilder attributes = FileSchema.describe(dataset);
        try (ChunkWorkers workers = new ChunkWorkers(storage.threads())) {
            Hdf5Writer.write(
                    file,
                    RowArrays.of(dataset),
                    () -> attributes.build().asMap(),
                    horizon,
                    storage.layout(),
                    workers);
        }
    }

    /** Reads the rows of a file of either kind and looks whether they keep the laws. */
    public static Dataset read(Path path, int threads) throws IOException {
        try (ChunkWorkers workers = new ChunkWorkers(threads);
                DatasetFile file = DatasetFile.open(path, workers)) {
            return new Dataset(file.shape(), columns(file, workers));
        }
    }

    /** Reads the row arrays of a file of either kind, as a caller of a plain library would. */
    public static Columns columns(Path path, int threads) throws IOException {
        try (ChunkWorkers workers = new ChunkWorkers(threads);
                DatasetFile file = DatasetFile.open(path, workers)) {
            return columns(file, workers);
        }
    }

    private static Columns columns(DatasetFile file, ChunkWorkers workers) {
        Map<String, PendingRows> arrays = new LinkedHashMap<>();
        for (Column column : file.columns()) {
            arrays.put(column.path(), DatasetReader.begin(file, column, workers));
        }
        return RowArrays.join(PendingRows.await(arrays));
    }
}
