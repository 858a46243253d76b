package merpo.benchmarks.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end. */
final class Command {
    private Command() {}

    /**
     * Runs it.
     *
     * @param purpose for the message, such as "makes a virtual environment"
     * @return what it printed, errors included
     */
    static String run(List<String> words, String purpose, long limitMinutes)
            throws PeerException, IOException {
        Path output = Files.createTempFile("merpo-command", ".txt");
        Process process = null;
        try {
            process =
                    new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            boolean ended = process.waitFor(limitMinutes, TimeUnit.MINUTES);
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            if (!ended || process.exitValue() != 0) {
                String end =
                        ended ? lastLine(printed) : "no end after " + limitMinutes + " minutes";
                throw new PeerException(words.get(0) + ", which " + purpose + ", failed: " + end);
            }
            return printed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PeerException("Interrupted while " + words.get(0) + " " + purpose, e);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(output);
        }
    }

    private static String lastLine(String printed) {
        List<String> lines = printed.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1).strip();
    }
}
