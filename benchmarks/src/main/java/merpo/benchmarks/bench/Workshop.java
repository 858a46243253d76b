package merpo.benchmarks.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A temporary directory where programs are compiled and peers work. Gone when closed, and when the
 * process ends before.
 */
public final class Workshop implements AutoCloseable {
    private final Path directory;
    private final Thread cleaner = new Thread(this::delete, "deletes the workshop");

    private Workshop(Path directory) {
        this.directory = directory;
        Runtime.getRuntime().addShutdownHook(cleaner);
    }

    public static Workshop open() throws IOException {
        return new Workshop(Files.createTempDirectory("merpo-bench"));
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException shuttingDown) {
            // it finds nothing left
        }
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
