package merpo.datagen.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import merpo.envs.storage.AtomicFile;
import merpo.envs.storage.FileReason;

/**
 * A directory that holds one run: configuration, provenance, metrics, checkpoints. It owns the lock
 * of the directory until it is closed, so at most one process writes.
 */
public final class RunDirectory implements AutoCloseable {
    /**
     * A system property: how many seconds a directory may be another process's before that is a
     * {@link Refusal}, default 0. A lost machine's lock outlives it on a network file system.
     */
    public static final String PATIENCE = "merpo.patience";

    private static final Set<String> OURS_WHEN_EMPTY = Set.of(Mark.FILE, RunLock.FILE);

    private final Path root;
    private final RunLock lock;
    private final StageLog stages;

    private RunDirectory(Path root, RunLock lock) {
        this.root = root;
        this.lock = lock;
        this.stages = new StageLog(root.resolve(StageLog.FILE));
    }

    /** {@link #create(Path, Existing, Kind)} of whatever it is. */
    public static RunDirectory create(Path dir, Existing existing) {
        return create(dir, existing, Kind.UNSAID);
    }

    /**
     * Makes or takes a run directory. Refuses a directory that is not empty, unless told what to do
     * with it, and one that holds something else.
     *
     * @param kind of what it holds, or will
     */
    public static RunDirectory create(Path dir, Existing existing, Kind kind) {
        Path root = dir.toAbsolutePath().normalize();
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw new Refusal(
                    dir + " is a file: a run needs a directory of its own. Choose another --out");
        }
        requireFree(dir, root, existing, kind);
        makeWritable(dir, root);
        RunLock lock = RunLock.take(root);
        try {
            requireFree(dir, root, existing, kind); // another may have been here meanwhile
            boolean empty = isEmpty(root);
            if (existing == Existing.OVERWRITE) {
                delete(root, file -> !file.equals(root.resolve(RunLock.FILE)));
            } else {
                delete(root, AtomicFile::temporary);
            }
            if (empty || existing == Existing.OVERWRITE) {
                AtomicText.write(root.resolve(Mark.FILE), Mark.of(kind).text());
            }
            return new RunDirectory(root, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void requireFree(Path dir, Path root, Existing existing, Kind kind) {
        if (isEmpty(root)) {
            return;
        }
        if (!Files.isRegularFile(root.resolve(Mark.FILE))) {
            throw new Refusal(
                    dir
                            + " is not empty and was not made by merpo: nothing of others is touched,"
                            + " and what is made needs a directory of its own. Choose another --out");
        }
        if (existing == Existing.REFUSE) {
            throw new Refusal(
                    dir
                            + " already holds a run, and nothing is overwritten unasked."
                            + " Add --resume to go on with it, --overwrite to begin again, or choose another --out");
        }
        requireKind(dir, Mark.read(root).orElseThrow().kind(), kind);
    }

    private static void requireKind(Path dir, Kind there, Kind here) {
        boolean said = there != Kind.UNSAID && here != Kind.UNSAID && here != Kind.REPORT;
        if (said && there != here && (there.alone() || here.alone())) {
            throw new Refusal(
                    "%s holds %s, this command makes %s: one directory is one thing. Choose another --out"
                            .formatted(dir, there.words(), here.words()));
        }
    }

    /** Takes a run that exists. */
    public static RunDirectory open(Path dir) {
        Path root = dir.toAbsolutePath().normalize();
        if (!Files.isDirectory(root)) {
            throw new Refusal(
                    dir
                            + " does not exist: expected a run directory. Make one: ./merpo quickstart --out "
                            + dir);
        }
        if (!Files.isRegularFile(root.resolve(Mark.FILE))) {
            throw new Refusal(
                    dir
                            + " is not a run directory: it has no file "
                            + Mark.FILE
                            + ", which merpo puts into each and a copy by * leaves behind. Copy it too, or make a run: ./merpo quickstart --out DIR");
        }
        return create(dir, Existing.RESUME);
    }

    /** The directory itself, absolute. */
    public Path root() {
        return root;
    }

    /** A path below the directory; its parent folders exist afterwards. */
    public Path path(String first, String... more) {
        Path path = root.resolve(Path.of(first, more)).normalize();
        if (!path.startsWith(root) || path.equals(root)) {
            throw new IllegalArgumentException(
                    "\"" + Path.of(first, more) + "\" is not below the run directory " + root);
        }
        try {
            Files.createDirectories(path.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(path.getParent() + " cannot be made: " + e, e);
        }
        return path;
    }

    /**
     * Begins what the directory is for: its settings in a file for people, and in the marker, where
     * they stay as they were.
     *
     * @param settings whole text of the file
     */
    public void begin(Kind kind, String file, String settings) {
        writeText(file, settings);
        Mark mark = new Mark(kind, root, Path.of("").toAbsolutePath(), settings);
        AtomicText.write(root.resolve(Mark.FILE), mark.text());
    }

    /** Whether a stage is complete in a directory that another process may be writing. */
    public static boolean finished(Path root, String stage) {
        return new StageLog(root.resolve(StageLog.FILE)).finished(stage);
    }

    /** Whether a stage of this run has ended. */
    public boolean finished(String stage) {
        return stages.finished(stage);
    }

    /**
     * Records that a stage is complete; from here on a resumed run skips it.
     *
     * @param flops operations that it took; not a number where nobody counted
     */
    public void finish(String stage, double seconds, long residentBytes, double flops) {
        stages.add(new StageLog.Entry(stage, seconds, residentBytes, flops));
    }

    /** From here on these files, below the directory, are known by their content. */
    public void seal(List<String> names) {
        Leaves.seal(root, names);
    }

    /** The finished stages in the order in which they finished. */
    public List<StageLog.Entry> finishedStages() {
        return stages.entries();
    }

    /**
     * Opens a table for appending; rows that a former process wrote stay until {@link CsvLog#keep}
     * drops them.
     */
    public CsvLog csv(String relative, String... header) {
        return CsvLog.open(path(relative), List.of(header));
    }

    /** As {@link #csv}, without the rows of a former process: for a stage that begins anew. */
    public CsvLog freshCsv(String relative, String... header) {
        CsvLog log = csv(relative, header);
        log.keep(row -> false);
        return log;
    }

    /**
     * As {@link #csv}, with an event file for TensorBoard beside it: {@code metrics("metrics.csv",
     * "critic_loss", "actor_loss")}.
     *
     * @param columns all but the first, which is {@code step}
     */
    public Metrics metrics(String relative, String... columns) {
        return Metrics.open(this, relative, columns);
    }

    /** Writes a whole file or none. */
    public void writeText(String relative, String content) {
        AtomicText.write(path(relative), content);
    }

    /** As {@link #writeText}, for bytes. */
    public void writeBytes(String relative, byte[] content) {
        AtomicText.write(path(relative), content);
    }

    @Override
    public void close() {
        lock.close();
    }

    @Override
    public String toString() {
        return root.toString();
    }

    private static boolean isEmpty(Path root) {
        if (!Files.isDirectory(root)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries
                    .map(entry -> entry.getFileName().toString())
                    .collect(Collectors.toSet())
                    .stream()
                    .allMatch(OURS_WHEN_EMPTY::contains);
        } catch (IOException e) {
            throw new Refusal(
                    root
                            + " cannot be read ("
                            + FileReason.of(e)
                            + "): a run needs read permission. Choose another --out",
                    e);
        }
    }

    private static void makeWritable(Path dir, Path root) {
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw new Refusal(
                    "%s cannot be made (%s): a run needs a writable place. Choose another --out"
                            .formatted(dir, FileReason.of(e)),
                    e);
        }
        requireWritable(dir);
    }

    /** Refuses a directory of another user, or one that may only be read. */
    public static void requireWritable(Path dir) {
        if (!Files.isWritable(dir)) {
            throw new Refusal(
                    dir
                            + " is not writable for this user, and what is made goes there. Change its rights, or use another");
        }
    }

    /** Deletes below {@code root}, never following a link out of it. */
    private static void delete(Path root, java.util.function.Predicate<Path> which) {
        try {
            Files.walkFileTree(
                    root,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                                throws IOException {
                            if (which.test(file)) {
                                Files.delete(file);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult postVisitDirectory(
                                Path directory, IOException failure) throws IOException {
                            if (!directory.equals(root) && which.test(directory)) {
                                Files.delete(directory);
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(root + " cannot be cleared: " + e, e);
        }
    }
}
