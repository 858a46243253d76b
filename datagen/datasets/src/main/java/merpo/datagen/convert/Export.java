package merpo.datagen.convert;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetException;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.hdf5.Hdf5Exception;
import merpo.envs.storage.AtomicFile;
import merpo.envs.storage.AtomicFile.Existing;

/** Writes datasets as other projects read them, whole or not at all. */
public final class Export {
    private Export() {}

    /** Digest of the rows alone: equal digests are equal rows, whatever the format was between. */
    public static String rowsSha256(Dataset dataset) {
        return Carried.rowsSha256(dataset);
    }

    /** D4RL's HDF5: the rows, no attributes. */
    public static void d4rl(Path file, Existing existing, Dataset dataset) {
        d4rl(file, existing, dataset, Optional.empty());
    }

    /** The same with what we know of them in an attribute, which D4RL's loaders do not look at. */
    public static void d4rl(
            Path file, Existing existing, Dataset dataset, Optional<Provenance> provenance) {
        publish(file, existing, temporary -> D4rlExport.write(temporary, dataset, provenance));
    }

    /** d3rlpy's flat arrays, as {@code numpy.load} opens them. */
    public static void d3rlpy(Path file, Existing existing, Dataset dataset) {
        publish(file, existing, temporary -> D3rlpyExport.write(temporary, dataset));
    }

    private static void publish(Path file, Existing existing, AtomicFile.Content content) {
        try {
            AtomicFile.write(file, existing, content);
        } catch (FileAlreadyExistsException e) {
            throw new DatasetException(
                    file + " exists. Choose another name, or say --overwrite", e);
        } catch (IOException | Hdf5Exception e) {
            throw new DatasetException(
                    "%s: cannot be written: %s. Nothing was published. Is the directory writable and the disk not full?"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }
}
