package merpo.tests.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import merpo.datagen.convert.Export;
import merpo.datagen.convert.Import;
import merpo.datagen.convert.ImportOptions;
import merpo.datagen.dataset.DatasetException;
import merpo.envs.storage.AtomicFile.Existing;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives of arrays, as numpy.savez writes them. */
final class NpzFuzzTest {
    private static final AnyFile FILE = AnyFile.named("episodes.npz");
    private static final ImportOptions NOTHING_KNOWN = ImportOptions.none(Seeds.SOFTWARE);

    static Stream<byte[]> seeds() throws IOException {
        Path file = FILE.directory().resolve("seed");
        Export.d3rlpy(file, Existing.REFUSE, Seeds.dataset());
        return Stream.of(Files.readAllBytes(file), stored(file));
    }

    /** The same without compression, so that a changed byte is a changed array. */
    private static byte[] stored(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setMethod(ZipOutputStream.STORED);
            for (ZipEntry from = in.getNextEntry(); from != null; from = in.getNextEntry()) {
                byte[] array = in.readAllBytes();
                CRC32 sum = new CRC32();
                sum.update(array);
                ZipEntry entry = new ZipEntry(from.getName());
                entry.setSize(array.length);
                entry.setCrc(sum.getValue());
                out.putNextEntry(entry);
                out.write(array);
            }
        }
        return bytes.toByteArray();
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
