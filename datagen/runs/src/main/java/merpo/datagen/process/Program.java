package merpo.datagen.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A program that is run to its end, and is gone afterwards with all that it has started. */
public final class Program {
    private static final long PATIENCE_SECONDS = 5;
    private static final AtomicBoolean INTERRUPTED = new AtomicBoolean();

    private Program() {}

    /**
     * Runs it.
     *
     * @param purpose for the message, such as "makes a virtual environment"
     * @return what it printed, errors not included
     * @throws ProgramException if it ends with another status than 0, or not in time
     * @throws IOException if there is no such program
     */
    public static String run(List<String> words, String purpose, long limitMinutes)
            throws ProgramException, IOException {
        try (TemporaryFolder folder = TemporaryFolder.create("merpo-command")) {
            Path printed = folder.path().resolve("printed.txt");
            Path complaints = folder.path().resolve("complaints.txt");
            Process process =
                    new ProcessBuilder(words)
                            .redirectOutput(printed.toFile())
                            .redirectError(complaints.toFile())
                            .start();
            AtExit interrupted =
                    new AtExit(
                            "ends a program",
                            () -> {
                                INTERRUPTED.set(true);
                                end(process);
                            });
            try (interrupted) {
                boolean ended = process.waitFor(limitMinutes, TimeUnit.MINUTES);
                if (INTERRUPTED.get()) {
                    Thread.sleep(Long.MAX_VALUE); // its end is no news: this process ends
                }
                if (!ended || process.exitValue() != 0) {
                    String end =
                            ended
                                    ? "status %s: %s"
                                            .formatted(
                                                    process.exitValue(), last(complaints, printed))
                                    : "no end after " + limitMinutes + " minutes";
                    throw new ProgramException(
                            words.get(0) + ", which " + purpose + ", failed: " + end,
                            text(printed) + text(complaints));
                }
                return text(printed);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ProgramException("Interrupted while " + words.get(0) + " " + purpose, e);
            } finally {
                end(process);
            }
        }
    }

    /** Kills a program and all that it has started, which outlives it otherwise, and waits. */
    private static void end(Process process) {
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            var unused =
                    one.onExit().completeOnTimeout(one, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static String last(Path complaints, Path printed) {
        String complaint = LastLine.of(complaints);
        String said = complaint.isEmpty() ? LastLine.of(printed) : complaint;
        return said.isEmpty() ? "it printed nothing" : said;
    }
}
