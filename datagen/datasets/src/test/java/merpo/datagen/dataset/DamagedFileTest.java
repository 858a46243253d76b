package merpo.datagen.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that is not what it should be gives one message. What happens to thousands of files
 * damaged at random is seen in {@code merpo.tests.faults}.
 */
final class DamagedFileTest {
    @TempDir private Path directory;
    private Path file;
    private byte[] whole;

    @BeforeEach
    void writeAFile() throws IOException {
        file = directory.resolve("task.h5");
        DatasetWriter.write(file, Samples.dataset(), Samples.provenance());
        whole = Files.readAllBytes(file);
    }

    private void expectMessage(Path path, String... parts) {
        assertThatThrownBy(() -> DatasetReader.read(path))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(path.toString())
                .satisfies(e -> assertThat(e.getMessage()).contains("make it again"))
                .satisfies(
                        e ->
                                Arrays.stream(parts)
                                        .forEach(p -> assertThat(e).hasMessageContaining(p)));
    }

    @Test
    void notThere() {
        expectMessage(directory.resolve("none.h5"), "there is no such file", "merpo generate");
    }

    @Test
    void aDirectory() {
        expectMessage(directory, "it is a directory");
    }

    @Test
    void empty() throws IOException {
        Files.write(file, new byte[0]);
        expectMessage(file, "it is empty");
    }

    @Test
    void text() throws IOException {
        Files.writeString(file, "observations,actions\n1,2\n");
        expectMessage(file, "it is not HDF5");
    }

    @Test
    void onlyTheSignature() throws IOException {
        Files.write(file, Arrays.copyOf(whole, 8));
        expectMessage(file, "cut off inside its superblock");
    }

    @Test
    void truncatedAnywhere() throws IOException {
        Random random = new Random(11);
        for (int trial = 0; trial < 20; trial++) {
            int length = 1 + random.nextInt(whole.length - 1);
            Files.write(file, Arrays.copyOf(whole, length));
            expectMessage(file);
        }
    }

    @Test
    void garbageBehindTheSignature() throws IOException {
        byte[] garbage = new byte[whole.length];
        new Random(3).nextBytes(garbage);
        System.arraycopy(whole, 0, garbage, 0, 48);
        Files.write(file, garbage);
        expectMessage(file, "libhdf5 could not", "bad object header");
    }

    /** A free object of size 0, which libhdf5 must not see. */
    @Test
    void damagedTexts() throws IOException {
        int heap = new String(whole, StandardCharsets.ISO_8859_1).indexOf("GCOL\1");
        Arrays.fill(whole, heap + 16, heap + 32, (byte) 0);
        Files.write(file, whole);
        expectMessage(file, "the texts at byte " + heap + " are damaged: its free space is 0");
    }
}
