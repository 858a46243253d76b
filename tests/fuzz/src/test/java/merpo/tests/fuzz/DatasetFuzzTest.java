package merpo.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import merpo.datagen.dataset.DatasetException;
import merpo.datagen.dataset.DatasetReader;
import merpo.datagen.dataset.DatasetWriter;
import merpo.datagen.dataset.Storage;
import merpo.envs.storage.AtomicFile.Existing;
import org.junit.jupiter.params.provider.MethodSource;

/** Datasets of ours, which libhdf5 opens once plain Java has looked at them. */
final class DatasetFuzzTest {
    private static final AnyFile FILE = AnyFile.named("task-000.h5");

    static Stream<byte[]> seeds() throws IOException {
        Path packed = FILE.directory().resolve("packed");
        DatasetWriter.write(packed, Seeds.dataset(), Seeds.provenance());
        Path raw = FILE.directory().resolve("raw");
        DatasetWriter.write(
                raw, Existing.REFUSE, Storage.raw(), Seeds.dataset(), Seeds.provenance());
        return Stream.of(Files.readAllBytes(packed), Files.readAllBytes(raw));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isReadOrRefused(byte[] bytes) {
        FILE.holds(bytes, file -> DatasetReader.read(file, 1), DatasetException.class);
    }
}
