package merpo.datagen.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import merpo.envs.storage.AtomicFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody tidies up while a file is being written: nothing is published, and it is said. */
final class VanishedTemporaryTest {
    @TempDir private Path directory;

    @Test
    void aTemporaryThatIsDeletedMeanwhileIsNamed() throws Exception {
        Path file = directory.resolve("task.h5");
        Dataset dataset = Samples.dataset(5, 20_000, new RowShape(8, 2, 3, 3));
        CompletableFuture<Void> tidying = CompletableFuture.runAsync(this::deleteOneTemporary);
        assertThatThrownBy(() -> DatasetWriter.write(file, dataset, Samples.provenance()))
                .isInstanceOf(DatasetException.class)
                .hasMessageStartingWith(file + ": cannot be written: ")
                .hasMessageContaining("vanished before it could be renamed")
                .hasMessageContaining("Is another process cleaning this directory?");
        tidying.join();
        assertThat(directory).isEmptyDirectory();
        DatasetWriter.write(file, dataset, Samples.provenance());
        assertThat(DatasetReader.read(file).dataset()).isEqualTo(dataset);
    }

    /** As soon as there is one, long before 100,000 rows are in it. */
    private void deleteOneTemporary() {
        while (true) {
            try (Stream<Path> files = Files.list(directory)) {
                Path temporary = files.filter(AtomicFile::temporary).findFirst().orElse(null);
                if (temporary != null && Files.size(temporary) > 0) {
                    Files.delete(temporary);
                    return;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
