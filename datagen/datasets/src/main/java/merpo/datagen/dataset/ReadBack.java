package merpo.datagen.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import merpo.datagen.hdf5.ChunkWorkers;
import merpo.datagen.hdf5.Column;
import merpo.datagen.hdf5.RowSink;
import merpo.datagen.hdf5.RowValues;

/**
 * Reads a file that was just written and compares it with what was to be written, byte by byte and
 * chunk by chunk, without a second copy of the rows.
 */
final class ReadBack {
    private ReadBack() {}

    static void require(Path path, Dataset dataset, Attributes attributes, ChunkWorkers workers)
            throws IOException {
        Map<Column, RowValues> arrays = RowArrays.of(dataset);
        try (DatasetFile file = DatasetFile.open(path, workers)) {
            if (!file.attributes().equals(attributes) || !file.shape().equals(dataset.shape())) {
                throw different("attributes");
            }
            List<Future<?>> compared = new ArrayList<>();
            for (Column column : file.columns()) {
                RowValues values = arrays.get(column);
                compared.addAll(file.read(column, workers, () -> comparing(column, values)));
            }
            ChunkWorkers.awaitAll(compared);
        }
    }

    private static RowSink comparing(Column column, RowValues values) {
        return (at, count, bytes) -> {
            if (!values.matches(at, count, bytes)) {
                throw different("dataset \"" + column.path() + "\"");
            }
        };
    }

    private static IllegalArgumentException different(String what) {
        return new IllegalArgumentException(
                what
                        + " reads back differently from what was written."
                        + " The disk or the memory of this machine is not to be trusted");
    }
}
