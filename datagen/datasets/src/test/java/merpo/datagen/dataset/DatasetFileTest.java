package merpo.datagen.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import merpo.datagen.storage.FileDigest;
import merpo.envs.storage.AtomicFile.Existing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatasetFileTest {
    @TempDir private Path directory;

    @Test
    void whatIsWrittenIsRead() {
        Path file = directory.resolve("sub/task-000.h5"); // in a new directory
        Dataset dataset = Samples.dataset();
        WrittenFile written = DatasetWriter.write(file, dataset, Samples.provenance());
        StoredDataset stored = DatasetReader.read(file);
        assertThat(stored.dataset()).isEqualTo(dataset);
        assertThat(stored.provenance()).isEqualTo(Samples.provenance());
        assertThat(stored.contentSha256()).isEqualTo(written.contentSha256());
        assertThat(file).hasSize(written.bytes());
    }

    /** No positions, no simulator: the datasets and attributes are absent, not empty. */
    @Test
    void whatDoesNotExistIsAbsent() {
        Path file = directory.resolve("point.h5");
        Dataset dataset = Samples.dataset(3, 5, new RowShape(2, 2, 0, 0));
        DatasetWriter.write(file, dataset, Samples.barestProvenance());
        StoredDataset stored = DatasetReader.read(file);
        assertThat(stored.dataset()).isEqualTo(dataset);
        assertThat(stored.provenance()).isEqualTo(Samples.barestProvenance());
        assertThat(stored.attributes().has("mujoco_version")).isFalse();
        assertThat(stored.attributes().has("task_params")).isFalse();
    }

    /** Enough rows for several blocks and chunks that end in the middle of them. */
    @Test
    void manyBlocksAreReadBack() {
        Path file = directory.resolve("large.h5");
        Dataset dataset = Samples.dataset(9, 15_000, new RowShape(17, 6, 9, 9));
        DatasetWriter.write(file, dataset, Samples.provenance());
        assertThat(DatasetReader.read(file).dataset()).isEqualTo(dataset);
    }

    /** More than a second apart, because libhdf5 would note times in seconds. */
    @Test
    void theSameContentGivesTheSameBytes() throws Exception {
        Path first = directory.resolve("first.h5");
        Path second = directory.resolve("second.h5");
        WrittenFile a = DatasetWriter.write(first, Samples.dataset(), Samples.provenance());
        TimeUnit.MILLISECONDS.sleep(1100);
        WrittenFile b = DatasetWriter.write(second, Samples.dataset(), Samples.provenance());
        assertThat(Files.mismatch(first, second)).isEqualTo(-1);
        assertThat(a.fileSha256()).isEqualTo(b.fileSha256()).isEqualTo(FileDigest.sha256(first));
    }

    @Test
    void anExistingFileIsReplacedOnlyWhenTold() throws Exception {
        Path file = directory.resolve("task.h5");
        DatasetWriter.write(
                file, Samples.dataset(1, 3, new RowShape(4, 2, 3, 2)), Samples.provenance());
        String before = FileDigest.sha256(file);
        Dataset other = Samples.dataset(2, 3, new RowShape(4, 2, 3, 2));
        assertThatThrownBy(() -> DatasetWriter.write(file, other, Samples.provenance()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("exists");
        assertThat(FileDigest.sha256(file)).isEqualTo(before);
        DatasetWriter.write(file, Existing.REPLACE, other, Samples.provenance());
        assertThat(DatasetReader.read(file).dataset()).isEqualTo(other);
    }

    @Test
    void onlyTheFinalNameRemains() throws Exception {
        DatasetWriter.write(directory.resolve("task.h5"), Samples.dataset(), Samples.provenance());
        try (Stream<Path> entries = Files.list(directory)) {
            assertThat(entries).containsExactly(directory.resolve("task.h5"));
        }
    }

    /** libhdf5 is not thread-safe; without the lock this is a segmentation fault. */
    @Test
    void threadsMayWriteAndReadAtOnce() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> all = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                Path file = directory.resolve("task-" + i + ".h5");
                Dataset dataset = Samples.dataset(i, 30, new RowShape(4, 2, 3, 2));
                all.add(
                        pool.submit(
                                () -> {
                                    DatasetWriter.write(file, dataset, Samples.provenance());
                                    return DatasetReader.read(file).dataset().equals(dataset);
                                }));
            }
            for (Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws Exception {
        Path blocked = Files.writeString(directory.resolve("a-file"), "x").resolve("task.h5");
        assertThatThrownBy(
                        () -> DatasetWriter.write(blocked, Samples.dataset(), Samples.provenance()))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("a-file is a file, must be a directory")
                .hasMessageContaining("Nothing was published");
    }
}
