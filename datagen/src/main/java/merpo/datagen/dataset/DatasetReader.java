package merpo.datagen.dataset;

import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_RDONLY;
import static org.bytedeco.hdf5.global.hdf5.H5Fopen;
import static org.bytedeco.hdf5.global.hdf5.H5get_libversion;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;

/**
 * Reads a dataset file whole into memory and verifies it before anyone trusts it: schema, paths,
 * types, shapes, the laws of {@link Dataset}, the counts and statistics in the attributes, and the
 * content digest (datasets.md 4, 5.3). There is no other way in.
 */
public final class DatasetReader {
    private DatasetReader() {}

    /**
     * Reads and verifies.
     *
     * @throws DatasetException when the file is missing, foreign, damaged or lies
     */
    public static StoredDataset read(Path file) {
        try {
            long bytes = FileProbe.require(file);
            TextHeapProbe.require(file);
            Content content = Hdf5Lock.hold(() -> load(file, bytes));
            return verify(content);
        } catch (IllegalArgumentException | Hdf5Exception e) {
            throw new DatasetException(
                    file
                            + ": "
                            + e.getMessage()
                            + ".\n    Datasets are written by ./merpo generate; make it again, or"
                            + " fetch it again if it was copied.",
                    e);
        } catch (IOException e) {
            throw new DatasetException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Version of the HDF5 library in use, such as "1.14.3". */
    public static String libraryVersion() {
        int[] major = new int[1];
        int[] minor = new int[1];
        int[] release = new int[1];
        int status = Hdf5Lock.hold(() -> H5get_libversion(major, minor, release));
        if (status < 0) {
            throw new DatasetException("libhdf5 does not tell its version");
        }
        return major[0] + "." + minor[0] + "." + release[0];
    }

    private record Content(RowShape shape, Attributes attributes, Map<String, RowValues> arrays) {}

    private static Content load(Path path, long bytes) {
        try (BytePointer name = Hdf5.name(path);
                Hdf5Id access = Hdf5.fileAccess();
                Hdf5Id file =
                        Hdf5.file(H5Fopen(name, H5F_ACC_RDONLY, access.id()), "open the file")) {
            Attributes attributes = Hdf5Attributes.read(file);
            FileSchema.require(attributes);
            RowShape shape = FileSchema.shape(attributes);
            List<Column> columns = Column.of(shape);
            Hdf5Tree.require(file, columns);
            long rows = attributes.whole("n_transitions");
            if (rows < 1 || rows > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "attribute \"n_transitions\" is " + rows + ", must be in [1, 2^31)");
            }
            columns.forEach(column -> SizeLimits.requirePlausible(column, rows, bytes));
            SizeLimits.requireMemory(columns, rows);
            Map<String, RowValues> arrays = new HashMap<>();
            for (Column column : columns) {
                arrays.put(column.path(), Hdf5Rows.read(file, column, rows, bytes));
            }
            return new Content(shape, attributes, arrays);
        }
    }

    private static StoredDataset verify(Content content) {
        Attributes attributes = content.attributes();
        Dataset dataset = new Dataset(content.shape(), RowArrays.columns(content.arrays()));
        DatasetStatistics stored = DatasetStatistics.from(attributes);
        stored.requireDescribes(dataset);
        Provenance provenance = Provenance.from(attributes);
        String promised = attributes.text(ContentDigest.ATTRIBUTE);
        String found = ContentDigest.of(dataset, attributes);
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
