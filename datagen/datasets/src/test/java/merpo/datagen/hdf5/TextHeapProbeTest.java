package merpo.datagen.hdf5;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TextHeapProbeTest {
    private static final byte[] SIGNATURE = "GCOL\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final int BYTES = (1 << 20) + 100;
    private static final int MIDDLE = BYTES / 2 + 1; // where the second of two workers begins
    private static final int LAST = BYTES - SIGNATURE.length;

    @TempDir private Path directory;

    private static void probe(Path file, int threads) throws Exception {
        try (ChunkWorkers workers = new ChunkWorkers(threads)) {
            TextHeapProbe.require(file, workers);
        }
    }

    /** Across the border of two blocks or of two workers too, and behind letters that begin one. */
    @Test
    void aHeapIsFoundWhereverItBegins() throws Exception {
        Path file = directory.resolve("file");
        for (String before : new String[] {"", "G", "GC", "GCO", "GCOL", "OLGC", "\1\0"}) {
            for (int at :
                    new int[] {
                        8, 13, (1 << 18) - 9, (1 << 18) - 5, 1 << 18, MIDDLE - 3, MIDDLE, LAST
                    }) {
                byte[] bytes = new byte[BYTES];
                Arrays.fill(bytes, (byte) 'x');
                byte[] lead = before.getBytes(StandardCharsets.ISO_8859_1);
                System.arraycopy(lead, 0, bytes, at - lead.length, lead.length);
                System.arraycopy(SIGNATURE, 0, bytes, at, SIGNATURE.length);
                Files.write(file, bytes);
                int named = at == LAST ? LAST + SIGNATURE.length : at; // where the file ends in it
                for (int threads : new int[] {1, 2}) {
                    assertThatThrownBy(() -> probe(file, threads))
                            .as("%s at %d, %d threads", before, at, threads)
                            .hasMessageContaining("the texts at byte " + named + " are damaged");
                }
            }
        }
    }

    @Test
    void aFileWithoutHeapsIsLeftAlone() throws Exception {
        Path file = directory.resolve("file");
        for (String text :
                new String[] {"", "GCOL", "GCOL\1\0\0", "GCOLGCOLGCOL".repeat(200_000)}) {
            Files.writeString(file, text, StandardCharsets.ISO_8859_1);
            assertThatCode(() -> probe(file, 3)).doesNotThrowAnyException();
        }
    }
}
