package merpo.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import merpo.datagen.convert.ForeignFormat;
import merpo.datagen.convert.Import;
import merpo.datagen.convert.ImportOptions;
import merpo.datagen.dataset.DatasetException;
import org.junit.jupiter.params.provider.MethodSource;

/** A folder of FOCAL-latest, one of whose arrays is any bytes. */
final class NpyFuzzTest {
    private static final AnyFile FILE = AnyFile.named("obs.npy");
    private static final ImportOptions NOTHING_KNOWN = ImportOptions.none(Seeds.SOFTWARE);
    private static final int ROWS = 4;

    static {
        try {
            Path folder = FILE.directory();
            Files.write(folder.resolve("next_obs.npy"), array("<f4", ROWS + ", 2", 8 * ROWS));
            Files.write(folder.resolve("actions.npy"), array("<f4", ROWS + ", 1", 4 * ROWS));
            Files.write(folder.resolve("rewards.npy"), array("<f8", ROWS + ",", 8 * ROWS));
            Files.write(folder.resolve("terminals.npy"), array("|b1", ROWS + ",", ROWS));
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** As numpy.save writes it, of zeros. */
    private static byte[] array(String type, String shape, int bytes) {
        String header =
                "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }\n".formatted(type, shape);
        byte[] start =
                ("\u0093NUMPY\1\0" + (char) header.length() + "\0" + header)
                        .getBytes(StandardCharsets.ISO_8859_1);
        return Arrays.copyOf(start, start.length + bytes);
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                array("<f4", ROWS + ", 2", 8 * ROWS),
                array("<f8", ROWS + ", 2", 16 * ROWS),
                array("<f4", "2, 2, 2", 32));
    }

    @MethodSource("seeds")
    @FuzzTest
    void isReadOrRefused(byte[] bytes) {
        FILE.holds(
                bytes,
                file ->
                        Import.read(
                                file.getParent(), Optional.of(ForeignFormat.FOCAL), NOTHING_KNOWN),
                DatasetException.class);
    }
}
