package merpo.datagen.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import merpo.envs.storage.AtomicFile.Existing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Either layout, any number of threads: the same dataset, and damage is found. */
final class StorageTest {
    private static final Dataset DATASET = Samples.dataset(9, 3000, new RowShape(17, 6, 9, 9));

    @TempDir private Path directory;

    private Path write(String name, Storage storage) {
        return DatasetWriter.write(
                        directory.resolve(name),
                        Existing.REFUSE,
                        storage,
                        DATASET,
                        Samples.provenance())
                .path();
    }

    @Test
    void theBytesAreEqualForEveryNumberOfThreads() throws Exception {
        for (Storage storage : List.of(Storage.compressed(), Storage.raw())) {
            Path one = write(storage.layout() + "1.h5", storage.withThreads(1));
            for (int threads : List.of(2, 4, 7)) {
                String name = storage.layout() + "" + threads + ".h5";
                Path more = write(name, storage.withThreads(threads));
                assertThat(Files.mismatch(one, more)).as(name).isEqualTo(-1);
                assertThat(DatasetReader.read(one, threads).dataset()).isEqualTo(DATASET);
            }
        }
    }

    @Test
    void rawRowsLieInOnePieceAndSayTheSame() throws Exception {
        Path raw = write("raw.h5", Storage.raw());
        Path compressed = write("compressed.h5", Storage.compressed());
        StoredDataset stored = DatasetReader.read(raw);
        assertThat(stored.contentSha256())
                .isEqualTo(DatasetReader.read(compressed).contentSha256());
        assertThat(stored.dataset()).isEqualTo(DATASET);
        // 326 bytes per row and the attributes
        assertThat(Files.size(raw))
                .isBetween(326L * DATASET.size(), 326L * DATASET.size() + 20_000);
        assertThat(Files.size(compressed)).isLessThan(Files.size(raw));
    }

    @Test
    void aDamagedChunkIsNamed() throws Exception {
        Path path = write("damaged.h5", Storage.compressed());
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length / 2] ^= 8;
        Files.write(path, bytes);
        for (int threads : List.of(1, 4)) {
            assertThatThrownBy(() -> DatasetReader.read(path, threads))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageStartingWith(path + ": dataset \"")
                    .hasMessageContaining("\", chunk ")
                    .hasMessageContaining("(from row ")
                    .hasMessageContaining("its Fletcher-32 is ")
                    .hasMessageContaining("the file is damaged");
        }
    }

    @Test
    void aFileThatEndsInItsRowsIsRefused() throws Exception {
        byte[] whole = Files.readAllBytes(write("whole.h5", Storage.raw()));
        for (int length : new int[] {whole.length / 2, whole.length - 1}) {
            Path cut = Files.write(directory.resolve("cut.h5"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> DatasetReader.read(cut))
                    .isInstanceOf(DatasetException.class)
                    .hasMessageStartingWith(cut.toString())
                    .hasMessageContaining(whole.length + ": it is truncated");
        }
    }

    /** A bit of one row is not what its digest says: there is no other checksum in a raw file. */
    @Test
    void aFlippedBitIsFoundByTheDigest() throws Exception {
        Path path = write("flipped.h5", Storage.raw());
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length / 2] ^= 1;
        Files.write(path, bytes);
        assertThatThrownBy(() -> DatasetReader.read(path))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("\"content_sha256\" is ")
                .hasMessageContaining("the file is damaged");
    }

    @Test
    void atLeastOneThreadWorks() {
        assertThatThrownBy(() -> Storage.compressed().withThreads(0))
                .hasMessage("Storage.threads is 0, must be at least 1");
        assertThatThrownBy(() -> DatasetReader.read(directory.resolve("x.h5"), 0))
                .hasMessageContaining("threads is 0, must be at least 1");
    }
}
