package merpo.datagen.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * One process per run directory. The operating system drops the lock with the process, so a kill
 * leaves none behind.
 */
final class RunLock implements AutoCloseable {
    static final String FILE = ".lock";

    /** Seconds, see {@link RunDirectory#PATIENCE}. */
    private static final String PATIENCE = RunDirectory.PATIENCE;

    private static final long PAUSE = 500; // ms

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    static RunLock take(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (!locked(channel, patience())) {
                channel.close();
                String holder = Files.readString(file, StandardCharsets.UTF_8).strip();
                throw Refusal.busy(
                        directory
                                + " is in use by another merpo ("
                                + holder
                                + "): one process per run directory. Wait for it, or choose another --out");
            }
            channel.truncate(0);
            String holder = "process " + ProcessHandle.current().pid() + "\n";
            channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)), 0);
            return new RunLock(channel);
        } catch (IOException e) {
            throw new Refusal(
                    directory
                            + " cannot be written ("
                            + e
                            + "): what is made goes there. Change its rights, or name another place: --out",
                    e);
        }
    }

    /** Tries again for so long. */
    private static boolean locked(FileChannel channel, Duration patience) throws IOException {
        long until = System.nanoTime() + patience.toNanos();
        boolean locked = locked(channel);
        while (!locked && System.nanoTime() < until) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            locked = locked(channel);
        }
        return locked;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    private static Duration patience() {
        return Duration.ofSeconds(Long.getLong(PATIENCE, 0));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
