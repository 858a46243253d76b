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
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import merpo.datagen.storage.FileDigest;
import merpo.envs.storage.AtomicFile;
import merpo.envs.storage.AtomicFile.Existing;
import org.bytedeco.javacpp.BytePointer;

/**
 * Writes a dataset as one HDF5 file with D4RL's arrays at the root and provenance as root
 * attributes (datasets.md 4), whole or not at all (5.2): written under a temporary name, closed,
 * read back by {@link DatasetReader}, forced, renamed. The same content gives the same bytes.
 */
public final class DatasetWriter {
    private DatasetWriter() {}

    /** Publishes a new file; refuses an existing one. */
    public static WrittenFile write(Path file, Dataset dataset, Provenance provenance) {
        return write(file, Existing.REFUSE, dataset, provenance);
    }

    /**
     * Publishes a file.
     *
     * @throws DatasetException when it exists and may not be replaced, or cannot be written; then
     *     nothing changed under its name
     */
    public static WrittenFile write(
            Path file, Existing existing, Dataset dataset, Provenance provenance) {
        Attributes described = FileSchema.describe(dataset, provenance);
        String digest = ContentDigest.of(dataset, described);
        Attributes attributes =
                described.with(ContentDigest.ATTRIBUTE, new AttributeValue.Text(digest));
        long horizon = provenance.environment().maxEpisodeSteps();
        try {
            AtomicFile.write(
                    file,
                    existing,
                    temporary -> {
                        Hdf5Lock.hold(() -> store(temporary, dataset, attributes, horizon));
                        readBack(temporary, dataset, attributes);
                    });
            return new WrittenFile(file, Files.size(file), FileDigest.sha256(file), digest);
        } catch (FileAlreadyExistsException e) {
            throw new DatasetException(
                    file
                            + " exists, and published files are never modified. Choose another name,"
                            + " or say that it may be replaced (--overwrite).",
                    e);
        } catch (Hdf5Exception | IOException e) {
            throw new DatasetException(
                    file
                            + ": cannot be written: "
                            + e.getMessage()
                            + ". Nothing was published. Is the directory writable and the disk not"
                            + " full?",
                    e);
        }
    }

    private static Path store(Path path, Dataset dataset, Attributes attributes, long horizon) {
        try (BytePointer name = Hdf5.name(path);
                Hdf5Id access = Hdf5.fileAccess();
                Hdf5Id create = timeless(H5P_CLS_FILE_CREATE_ID_g());
                Hdf5Id file =
                        Hdf5.file(
                                H5Fcreate(name, H5F_ACC_EXCL, create.id(), access.id()),
                                "create the file")) {
            rows(file, dataset, horizon);
            attributes(file, attributes);
            Hdf5.check(H5Fflush(file.id(), H5F_SCOPE_LOCAL), "flush the file");
        }
        return path;
    }

    private static void rows(Hdf5Id file, Dataset dataset, long horizon) {
        try (Hdf5Id create = timeless(H5P_CLS_GROUP_CREATE_ID_g())) {
            Hdf5.own(
                            H5Gcreate2(file.id(), "infos", H5P_DEFAULT, create.id(), H5P_DEFAULT),
                            id -> H5Gclose(id),
                            "create group infos")
                    .close();
        }
        SortedMap<String, RowValues> arrays = RowArrays.of(dataset);
        for (Column column : Column.of(dataset.shape())) {
            Hdf5Rows.write(file, column, arrays.get(column.path()), horizon);
        }
    }

    /** The digest comes last, so that only a finished file has one. */
    private static void attributes(Hdf5Id file, Attributes attributes) {
        attributes
                .without(ContentDigest.ATTRIBUTE)
                .asMap()
                .forEach((name, value) -> Hdf5Attributes.write(file, name, value));
        Hdf5Attributes.write(
                file, ContentDigest.ATTRIBUTE, attributes.asMap().get(ContentDigest.ATTRIBUTE));
    }

    /** Properties of objects that do not note when they were made: same content, same bytes. */
    private static Hdf5Id timeless(long propertyClass) {
        Hdf5Id properties = Hdf5.properties(propertyClass);
        Hdf5.check(H5Pset_obj_track_times(properties.id(), false), "set no times");
        return properties;
    }

    private static void readBack(Path temporary, Dataset dataset, Attributes attributes) {
        StoredDataset stored = DatasetReader.read(temporary);
        if (!stored.attributes().equals(attributes) || !stored.dataset().equals(dataset)) {
            throw new DatasetException(
                    temporary
                            + ": what was written reads back differently; nothing was published."
                            + " The disk or the memory of this machine is not to be trusted.");
        }
    }
}
