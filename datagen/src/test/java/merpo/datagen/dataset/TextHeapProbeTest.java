package merpo.datagen.dataset;

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

    @TempDir private Path directory;

    /** Also across the border of two blocks, and behind letters that could begin one. */
    @Test
    void aHeapIsFoundWhereverItBegins() throws Exception {
        Path file = directory.resolve("file");
        for (String before : new String[] {"", "G", "GC", "GCO", "GCOL", "OLGC", "\1\0"}) {
            for (int at : new int[] {8, 13, (1 << 20) - 9, (1 << 20) - 5, (1 << 20) - 1, 1 << 20}) {
                byte[] bytes = new byte[(1 << 20) + 100];
                Arrays.fill(bytes, (byte) 'x');
                byte[] lead = before.getBytes(StandardCharsets.ISO_8859_1);
                System.arraycopy(lead, 0, bytes, at - lead.length, lead.length);
                System.arraycopy(SIGNATURE, 0, bytes, at, SIGNATURE.length);
                Files.write(file, bytes);
                assertThatThrownBy(() -> TextHeapProbe.require(file))
                        .as("%s at %d", before, at)
                        .hasMessageContaining("the texts at byte " + at + " are damaged");
            }
        }
    }

    @Test
    void aFileWithoutHeapsIsLeftAlone() throws Exception {
        Path file = directory.resolve("file");
        for (String text :
                new String[] {"", "GCOL", "GCOL\1\0\0", "GCOLGCOLGCOL".repeat(200_000)}) {
            Files.writeString(file, text, StandardCharsets.ISO_8859_1);
            assertThatCode(() -> TextHeapProbe.require(file)).doesNotThrowAnyException();
        }
    }
}
