package merpo.datagen.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder where programs work. Gone when closed, and when the process ends before. */
public final class TemporaryFolder implements AutoCloseable {
    private final Path directory;
    private final AtExit cleaner;

    private TemporaryFolder(Path directory) {
        this.directory = directory;
        cleaner = new AtExit("deletes a temporary folder", this::delete);
    }

    public static TemporaryFolder create(String prefix) throws IOException {
        return new TemporaryFolder(Files.createTempDirectory(prefix));
    }

    public Path path() {
        return directory;
    }

    @Override
    public void close() {
        delete();
        cleaner.close();
    }

    private void delete() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> insideOut = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : insideOut) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be deleted: " + e, e);
        }
    }
}
