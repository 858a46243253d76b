package merpo.benchmarks.jobs;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import merpo.datagen.process.JavaProgram;
import merpo.datagen.process.Program;
import merpo.datagen.process.ProgramException;
import merpo.datagen.run.AtomicText;
import merpo.datagen.run.Existing;
import merpo.datagen.run.RunDirectory;

/**
 * What runs need of a directory that processes of several machines share, each tried there: a check
 * gives what it saw, or throws with what is wrong and how to mend it. Leaves a file for each
 * machine in {@code .merpo-doctor}, by which machines see each other.
 */
public final class SharedDirectory {
    private static final long LEAST_FREE = 100L << 20; // bytes
    private static final int ROUNDS = 50;
    private static final String REMEDY = ". Name another directory, or mount this one with it";

    private final Path root;
    private final Path place;

    /** Nothing is looked at yet. */
    public SharedDirectory(Path root) {
        this.root = root;
        this.place = root.resolve(".merpo-doctor");
    }

    /** Kind of file system, and room. */
    public String space() throws IOException {
        Files.createDirectories(place);
        FileStore store = Files.getFileStore(place);
        long free = store.getUsableSpace();
        if (free < LEAST_FREE) {
            throw new IOException(
                    "%s has %d MiB left, must be at least %d for one run. Free some, or name another directory"
                            .formatted(root, free >> 20, LEAST_FREE >> 20));
        }
        return "%s, %.1f GiB free".formatted(store.type(), (double) free / (1 << 30));
    }

    /** One holds a run, another is refused; afterwards it is let in. */
    public String lock() throws IOException {
        Path run = place.resolve("run-" + host());
        String held;
        try (RunDirectory own = RunDirectory.create(run, Existing.OVERWRITE)) {
            held = neighbor(own.root());
        }
        String free = neighbor(run);
        for (String file : List.of(".lock", ".merpo-run")) {
            Files.deleteIfExists(run.resolve(file));
        }
        Files.deleteIfExists(run);
        if (!held.equals(SharedDirectoryNeighbor.BUSY)
                || !free.equals(SharedDirectoryNeighbor.FREE)) {
            throw new IOException(
                    "a second process is told \"%s\" where the first holds a run, and \"%s\" afterwards: two would write one run%s locks (NFS: without nolock; Lustre: with flock)"
                            .formatted(held, free, REMEDY));
        }
        return "a second process is refused, and let in afterwards";
    }

    /** A new version takes the old one's place whole. */
    public String rename() throws IOException {
        Path file = place.resolve("rename-" + host());
        for (int i = 0; i < ROUNDS; i++) {
            AtomicText.write(file, "version " + i);
            String read = Files.readString(file);
            if (!read.equals("version " + i)) {
                throw new IOException(
                        "after version %d was written over the last, \"%s\" is read%s rename"
                                .formatted(i, read, REMEDY));
            }
        }
        Files.delete(file);
        return "a file is replaced whole, " + ROUNDS + " times";
    }

    /** What is added stands at the end, whoever adds it. */
    public String append() throws IOException {
        Path file = place.resolve("append-" + host());
        Files.deleteIfExists(file);
        for (int i = 0; i < ROUNDS; i++) {
            Files.writeString(
                    file, "line " + i + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        List<String> lines = Files.readAllLines(file);
        Files.delete(file);
        if (lines.size() != ROUNDS || !lines.get(ROUNDS - 1).equals("line " + (ROUNDS - 1))) {
            throw new IOException(
                    "%d lines were added, %d are read%s append"
                            .formatted(ROUNDS, lines.size(), REMEDY));
        }
        return ROUNDS + " lines added, all there";
    }

    /** Another process sees what was just written; other machines' marks are named. */
    public String sight() throws IOException {
        Files.createDirectories(place);
        Path own = place.resolve("host-" + host());
        String token = Instant.now().toString();
        AtomicText.write(own, token);
        String seen = neighbor(own);
        if (!seen.equals(token)) {
            throw new IOException(
                    "another process sees \"%s\" where \"%s\" was written%s what others write in sight"
                            .formatted(seen, token, REMEDY));
        }
        List<String> others = new ArrayList<>();
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("host-") && !file.equals(own)) {
                    Duration age =
                            Duration.between(
                                    Files.getLastModifiedTime(file).toInstant(), Instant.now());
                    others.add(
                            "%s (%s ago)"
                                    .formatted(
                                            name.substring("host-".length()),
                                            TimeLeft.text(age.toMillis() / 1000.0)));
                }
            }
        }
        return others.isEmpty()
                ? "another process sees it. Do the same on the other machines: each names those that it sees"
                : "another process sees it, and here are marks of " + String.join(", ", others);
    }

    private static String neighbor(Path path) throws IOException {
        List<String> words =
                JavaProgram.command(
                        List.of("-Xmx64m", "-XX:+UseSerialGC"),
                        SharedDirectoryNeighbor.class.getName(),
                        List.of(path.toAbsolutePath().toString()));
        try {
            return Program.run(words, "looks at the directory as another process", 1).strip();
        } catch (ProgramException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "localhost";
        }
    }
}
