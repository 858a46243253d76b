package merpo.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import merpo.datagen.convert.Export;
import merpo.datagen.convert.Import;
import merpo.datagen.convert.ImportOptions;
import merpo.datagen.dataset.DatasetException;
import merpo.envs.storage.AtomicFile.Existing;
import org.junit.jupiter.params.provider.MethodSource;

/** HDF5 files of other projects, in its older and newer formats; some seeds are resources. */
final class ForeignDatasetFuzzTest {
    private static final AnyFile FILE = AnyFile.named("foreign.hdf5");
    private static final ImportOptions NOTHING_KNOWN = ImportOptions.none(Seeds.SOFTWARE);

    static Stream<byte[]> seeds() throws IOException {
        Path file = FILE.directory().resolve("seed");
        Export.d4rl(file, Existing.REFUSE, Seeds.dataset());
        return Stream.of(Files.readAllBytes(file));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isReadOrRefused(byte[] bytes) {
        FILE.holds(
                bytes,
                file -> Import.read(file, Optional.empty(), NOTHING_KNOWN),
                DatasetException.class);
    }
}
