package merpo.envs.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Publishes a file whole or not at all: written under a temporary name in the same directory,
 * forced to the disk, renamed in one step, and the directory forced too. A process that dies at any
 * moment leaves the old file or the new one, never half of one.
 */
public final class AtomicFile {
    private static final AtomicLong SERIAL = new AtomicLong();
    private static final int MOST_LINKS = 40; // as Linux follows

    /** What to do when the final name is taken. */
    public enum Existing {
        REFUSE,
        REPLACE
    }

    /** Writes, closes and, if it likes, verifies the file at the temporary path. */
    @FunctionalInterface
    public interface Content {
        void writeTo(Path temporary) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Lets {@code content} fill a temporary file beside the target and publishes it.
     *
     * @param named the target, or a link to it, which stays
     * @throws FileAlreadyExistsException when the target exists and {@code existing} is REFUSE, or
     *     when it is no regular file: a directory, a device and a pipe are never replaced
     * @throws IOException when writing, forcing or renaming fails; then the target is untouched
     */
    public static void write(Path named, Existing existing, Content content) throws IOException {
        Path target = followed(named);
        Path directory = target.toAbsolutePath().getParent();
        refuse(target, existing);
        createDirectory(directory);
        deleteStale(directory, target.getFileName().toString());
        Path temporary =
                directory.resolve(
                        prefix(target.getFileName().toString())
                                + ProcessHandle.current().pid()
                                + "-"
                                + SERIAL.incrementAndGet());
        try {
            content.writeTo(temporary);
            force(temporary);
            refuse(target, existing);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory(directory);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "its temporary file "
                            + e.getFile()
                            + " vanished before it could be renamed;"
                            + " nothing was published. Is another process cleaning this directory?",
                    e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /**
     * Publishes these bytes.
     *
     * @throws IOException whose message stands on its own
     */
    public static void write(Path target, Existing existing, byte[] bytes) throws IOException {
        try {
            write(target, existing, temporary -> Files.write(temporary, bytes));
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    "%s cannot be written: %s. Nothing was published under this name. Free some space, or choose a directory that is writable"
                            .formatted(target, FileReason.of(e)),
                    e);
        }
    }

    /** Publishes this text as UTF-8. */
    public static void write(Path target, Existing existing, String text) throws IOException {
        write(target, existing, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void createDirectory(Path directory) throws IOException {
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(e.getFile() + " is a file, must be a directory", e);
        }
    }

    /** Where a chain of links ends, whether there is something or not. */
    private static Path followed(Path target) throws IOException {
        Path end = target;
        for (int links = 0; Files.isSymbolicLink(end); links++) {
            if (links == MOST_LINKS) {
                throw new IOException(target + " is a link that leads to links without end");
            }
            end = end.resolveSibling(Files.readSymbolicLink(end));
        }
        return end;
    }

    private static void refuse(Path target, Existing existing) throws IOException {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new FileAlreadyExistsException(
                    target.toString(),
                    null,
                    "is a "
                            + (Files.isDirectory(target) ? "directory" : "device or pipe")
                            + ", must be a file");
        }
        if (existing == Existing.REFUSE && Files.exists(target)) {
            throw new FileAlreadyExistsException(
                    target.toString(), null, "exists, and published files are never modified");
        }
    }

    /** Whether this is the name of a temporary file, of a living writer or a dead one. */
    public static boolean temporary(Path file) {
        return file.getFileName().toString().matches("\\..+\\.tmp-\\d{1,18}-\\d{1,18}");
    }

    private static String prefix(String name) {
        return "." + name + ".tmp-";
    }

    /** Removes what dead processes left of this file; a living writer's temporary stays. */
    private static void deleteStale(Path directory, String name) throws IOException {
        String prefix = prefix(name);
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(
                        directory, path -> path.getFileName().toString().startsWith(prefix))) {
            for (Path entry : entries) {
                String run = entry.getFileName().toString().substring(prefix.length());
                if (run.matches("\\d{1,18}-\\d{1,18}")
                        && ProcessHandle.of(Long.parseLong(run.substring(0, run.indexOf('-'))))
                                .isEmpty()) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Makes the rename itself durable. Windows cannot open a directory, and needs no force. */
    private static void forceDirectory(Path directory) throws IOException {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
