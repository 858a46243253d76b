package merpo.datagen.dataset;

import java.nio.file.Path;
import merpo.datagen.storage.AtomicFile.Existing;

/** Writes datasets. */
@SuppressWarnings("DoNotCallSuggester")
public final class DatasetWriter {
    private DatasetWriter() {}

    /** Publishes a new file; refuses an existing one. */
    public static WrittenFile write(Path file, Dataset dataset, Provenance provenance) {
        return write(file, Existing.REFUSE, dataset, provenance);
    }

    public static WrittenFile write(
            Path file, Existing existing, Dataset dataset, Provenance provenance) {
        throw new UnsupportedOperationException("follows in the next commit");
    }
}
