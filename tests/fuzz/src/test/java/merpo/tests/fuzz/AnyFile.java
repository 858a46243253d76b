package merpo.tests.fuzz;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of any bytes, and the law of who reads it: it returns, or throws the exception that it
 * documents, whose message names the file and a remedy.
 */
final class AnyFile {
    /** Words of parsers and of the language, of which no user knows. */
    private static final List<String> INTERNAL =
            List.of(
                    "java.",
                    "fasterxml",
                    "io.jhdf",
                    "Exception",
                    "START_",
                    "END_",
                    "Input length",
                    "Cannot deserialize",
                    "Cannot construct",
                    "out of bounds");

    /** A sentence after the first. */
    private static final Pattern REMEDY = Pattern.compile("[.)]\\s+[A-Z]");

    /** Of all processors, so that busy neighbours and a stopped process are not counted. */
    private static final OperatingSystemMXBean CLOCK =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** Of a file of some kilobytes, with what the first file makes this JVM load. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Path directory;
    private final Path file;

    private AnyFile(Path directory, String name) {
        this.directory = directory;
        file = directory.resolve(name);
    }

    /** Reads it, in any way. */
    @FunctionalInterface
    interface Reading {
        void of(Path file) throws Exception;
    }

    /** Alone in a directory that goes with this process. */
    static AnyFile named(String name) {
        try {
            Path directory = Files.createTempDirectory("merpo-fuzz");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
            return new AnyFile(directory, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path directory() {
        return directory;
    }

    /**
     * Holds a reader to the law.
     *
     * @param refusal what it documents for bad input
     */
    void holds(byte[] bytes, Reading reading, Class<? extends Exception> refusal) {
        long start = CLOCK.getProcessCpuTime();
        try {
            Files.write(file, bytes);
            reading.of(file);
        } catch (Exception e) {
            if (!refusal.equals(e.getClass())) {
                throw new AssertionError("it threw " + e + ", must be " + refusal, e);
            }
            requireWords(e, new String(bytes, StandardCharsets.ISO_8859_1));
        }
        requireQuick(CLOCK.getProcessCpuTime() - start);
    }

    private static void requireQuick(long nanoseconds) {
        if (nanoseconds > LONGEST.toNanos()) {
            throw new AssertionError(
                    "it took " + Duration.ofNanos(nanoseconds) + " of the processors");
        }
    }

    /** What the file itself says may be quoted. */
    private void requireWords(Exception refusal, String content) {
        String words = String.valueOf(refusal.getMessage());
        boolean internal =
                INTERNAL.stream().anyMatch(one -> words.contains(one) && !content.contains(one));
        if (internal || !words.contains(directory.toString()) || !REMEDY.matcher(words).find()) {
            throw new AssertionError(
                    "it says \"" + words + "\", must name file and remedy in a user's words",
                    refusal);
        }
    }
}
