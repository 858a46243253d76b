package merpo.envs.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a file whole or not at all: under a temporary name beside it, forced to the disk, renamed.
 * After a crash the file is the old one or the new one, never half of one.
 */
public final class WholeFile {
    private static final AtomicLong SERIAL = new AtomicLong();

    private WholeFile() {}

    /** Puts these bytes in the place of whatever the file held; makes missing directories. */
    public static void write(Path file, byte[] content) throws IOException {
        try {
            replace(file, content);
        } catch (IOException e) {
            throw new IOException(
                    file + " cannot be written: " + e + ". Free some space or choose another file",
                    e);
        }
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        Path temporary = folder.resolve(temporaryName(file));
        try {
            try (FileChannel channel =
                    FileChannel.open(
                            temporary,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
        try (FileChannel entry = FileChannel.open(folder, StandardOpenOption.READ)) {
            entry.force(true); // the new name itself
        }
    }

    private static String temporaryName(Path file) {
        return ".%s.tmp-%d-%d"
                .formatted(
                        file.getFileName(),
                        ProcessHandle.current().pid(),
                        SERIAL.incrementAndGet());
    }
}
