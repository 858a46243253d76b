package merpo.datagen.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import merpo.datagen.hdf5.ChunkWorkers;
import merpo.datagen.hdf5.Column;
import merpo.datagen.hdf5.Hdf5Exception;
import merpo.datagen.hdf5.Hdf5Reader;
import merpo.datagen.hdf5.RowSink;

/**
 * A dataset file open for reading, whose attributes are of this schema, which holds the row arrays
 * of the schema and no others, and whose size is plausible. Nothing else about its rows is known
 * yet. Owns the file; close it.
 */
final class DatasetFile implements AutoCloseable {
    private final Hdf5Reader file;
    private final Attributes attributes;
    private final RowShape shape;
    private final List<Column> columns;
    private final int rows;

    private DatasetFile(Hdf5Reader file) {
        this.file = file;
        attributes = new Attributes(file.attributes());
        FileSchema.require(attributes);
        shape = FileSchema.shape(attributes);
        columns = RowArrays.columns(shape);
        long claimed = attributes.whole("n_transitions");
        if (claimed < 1 || claimed > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "attribute \"n_transitions\" is " + claimed + ", must be in [1, 2^31)");
        }
        rows = (int) claimed;
        file.require(columns, rows);
    }

    /** Looks at it in plain Java, then opens it. Messages begin after the file's name. */
    static DatasetFile open(Path path, ChunkWorkers workers) throws IOException {
        Hdf5Reader file = Hdf5Reader.open(path, workers);
        try {
            return new DatasetFile(file);
        } catch (IllegalArgumentException | Hdf5Exception e) {
            file.close();
            throw e;
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
        return file.read(column, rows, workers, to);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
