package merpo.datagen.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A temporary folder where programs work. Gone when closed, and when the process ends before. */
public final class TemporaryFolder implements AutoCloseable {
    private static final long MOMENT = 100_000_000; // ns
    private static final int ATTEMPTS = 50;

    private final Path directory;
    private final AtExit cleaner;

    private TemporaryFolder(Path directory) {
        this.directory = directory;
        cleaner = new AtExit("deletes a temporary folder", this::deleteAtLast);
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

    /** While this process ends, so do the programs that write there, a moment later. */
    private void deleteAtLast() {
        for (int attempt = 1; Files.exists(directory); attempt++) {
            try {
                delete();
                LockSupport.parkNanos(MOMENT); // whoever still writes makes it again
            } catch (UncheckedIOException stillWritten) {
                if (attempt == ATTEMPTS) {
                    throw stillWritten;
                }
                LockSupport.parkNanos(MOMENT);
            }
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
