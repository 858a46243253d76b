package merpo.datagen.tensorboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Scalars of a run as TensorBoard reads them, in a file of this process: {@code
 * events.out.tfevents.SECONDS.HOST}. Each row is one write, so TensorBoard may read along, and a
 * killed process leaves at most one unfinished record, which readers drop. Files of former
 * processes are never touched, because a running TensorBoard holds them open; what they say too
 * much, {@link #restart} voids. One log per folder: to TensorBoard a folder is a run. Not for
 * concurrent use.
 */
public final class EventLog implements AutoCloseable {
    private static final String PREFIX = "events.out.tfevents.";
    private static final Pattern FILE =
            Pattern.compile(Pattern.quote(PREFIX) + "(\\d{10})(\\..*)?");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_./-]*");

    private final Path file;
    private final InstantSource clock;
    private final FileChannel channel;

    private EventLog(Path file, InstantSource clock, FileChannel channel) {
        this.file = file;
        this.clock = clock;
        this.channel = channel;
    }

    /** Begins a new file, which sorts behind those of former processes. */
    public static EventLog open(Path folder) {
        return open(folder, InstantSource.system());
    }

    static EventLog open(Path folder, InstantSource clock) {
        long second = Math.max(clock.instant().getEpochSecond(), latest(folder) + 1);
        Path file =
                folder.resolve(String.format(Locale.ROOT, "%s%010d.%s", PREFIX, second, host()));
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            EventLog log = new EventLog(file, clock, channel);
            log.write(EventMessage.version(log.wallTime()));
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be made: " + e, e);
        }
    }

    /** The file that this process writes. */
    public Path file() {
        return file;
    }

    /**
     * Refuses a name that TensorBoard would show under another one or group in a nameless group.
     */
    public static void requireTag(Path place, String tag) {
        if (!TAG.matcher(tag).matches()) {
            throw new IllegalArgumentException(
                    place
                            + ", tag \""
                            + tag
                            + "\": a tag is made of the letters A to Z and a to z, digits, and _ . / -,"
                            + " and begins with none of the last three. Call it \""
                            + tag.replaceAll("[^A-Za-z0-9_./-]+", "_").replaceAll("^[./-]*", "")
                            + "\", for instance");
        }
    }

    /** One value, whose tag may group it: {@code return/task-03}. */
    public void scalar(long step, String tag, double value) {
        scalars(step, List.of(tag), value);
    }

    /**
     * Values of one step, as they are, not-a-numbers and infinities too; the format rounds them to
     * 32 bits.
     *
     * @param values one per tag
     */
    public void scalars(long step, List<String> tags, double... values) {
        if (tags.size() != values.length) {
            throw new IllegalArgumentException(
                    file + ": " + values.length + " values, expected one for each of " + tags);
        }
        requireStep(step);
        tags.forEach(tag -> requireTag(file, tag));
        write(EventMessage.scalars(wallTime(), step, tags, values));
    }

    /**
     * Voids what was written of {@code step} and later steps, here and by former processes: a run
     * goes on from a checkpoint before it.
     */
    public void restart(long step) {
        requireStep(step);
        write(EventMessage.start(wallTime(), step));
    }

    @Override
    public void close() {
        try {
            if (channel.isOpen()) {
                channel.force(false);
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e, e);
        }
    }

    private void requireStep(long step) {
        if (step < 0) {
            throw new IllegalArgumentException(
                    file + ": step is " + step + ", must be at least 0: steps are counted from 0");
        }
    }

    private void write(byte[] message) {
        try {
            ByteBuffer record = TfRecord.of(message);
            while (record.hasRemaining()) {
                channel.write(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e, e);
        }
    }

    /** Seconds since 1970. */
    private double wallTime() {
        Instant now = clock.instant();
        return now.getEpochSecond() + now.getNano() * 1e-9;
    }

    /** Readers take files in the order of their names: two processes within a second differ too. */
    private static long latest(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> FILE.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToLong(name -> Long.parseLong(name.group(1)))
                    .max()
                    .orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read: " + e, e);
        }
    }

    /** From the kernel: asking for the machine's address may wait long for a name server. */
    private static String host() {
        try {
            String name = Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            return name.replaceAll("[^A-Za-z0-9.-]", "_");
        } catch (IOException notLinux) {
            return "localhost";
        }
    }
}
