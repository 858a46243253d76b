package merpo.datagen.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A child process that is timed. It says {@code ready NAME=VERSION; ...} or {@code failed REASON},
 * then answers one line for each line that it is sent, sleeps in between and ends with its input.
 * Owns the process; close it.
 */
public final class Peer implements AutoCloseable {
    private static final double PATIENCE_S = 120; // beyond what it was asked to work

    /** What libraries of arithmetic read to know how many threads they may start. */
    private static final List<String> THREADS =
            List.of(
                    "OMP_NUM_THREADS",
                    "MKL_NUM_THREADS",
                    "OPENBLAS_NUM_THREADS",
                    "NUMEXPR_NUM_THREADS");

    private final String name;
    private final Process process;
    private final Path complaints; // what it wrote to standard error
    private final BufferedReader answers;
    private final Writer requests;
    private final AtExit killer;
    private Map<String, String> versions = Map.of();

    private Peer(String name, Process process, Path complaints) {
        this.name = name;
        this.process = process;
        this.complaints = complaints;
        answers = process.inputReader(StandardCharsets.UTF_8);
        requests = process.outputWriter(StandardCharsets.UTF_8);
        killer = new AtExit("kills " + name, this::kill);
    }

    /**
     * Starts a program and waits until it is ready. It has one thread, but for those that it is
     * told to start.
     *
     * @param directory where it works and may leave files
     */
    public static Peer start(String name, List<String> command, Path directory)
            throws ProgramException {
        return start(name, command, directory, 1, Map.of());
    }

    /**
     * The same for a program whose libraries share their arithmetic among threads.
     *
     * @param threads of these libraries
     * @param allocator settings of the C library's allocator: a program gets no others, ours would
     *     slow some of them down
     */
    public static Peer start(
            String name,
            List<String> command,
            Path directory,
            int threads,
            Map<String, String> allocator)
            throws ProgramException {
        Peer peer;
        try {
            Path complaints = Files.createTempFile(directory, "peer", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectError(complaints.toFile());
            prepare(builder.environment(), threads, allocator);
            peer = new Peer(name, builder.start(), complaints);
        } catch (IOException e) {
            throw new ProgramException(name + " cannot be started: " + e.getMessage(), e);
        }
        try {
            peer.versions = versions(name, peer.answer(0));
            return peer;
        } catch (ProgramException e) {
            peer.close();
            throw e;
        }
    }

    /** Turns this program's environment into a peer's. */
    static void prepare(
            Map<String, String> environment, int threads, Map<String, String> allocator) {
        for (String variable : THREADS) {
            environment.put(variable, Integer.toString(threads));
        }
        environment.keySet().removeIf(variable -> variable.startsWith("MALLOC_"));
        environment.putAll(allocator);
    }

    /** Versions by name from {@code ready NAME=VERSION; ...}. */
    static Map<String, String> versions(String name, String greeting) throws ProgramException {
        if (!greeting.startsWith("ready")) {
            throw new ProgramException(name + ": " + greeting.replaceFirst("^failed ", ""));
        }
        Map<String, String> versions = new LinkedHashMap<>();
        for (String item : greeting.substring("ready".length()).split(";", -1)) {
            int equals = item.indexOf('=');
            if (equals > 0) {
                versions.put(item.substring(0, equals).strip(), item.substring(equals + 1).strip());
            }
        }
        return versions;
    }

    /** Versions of what it runs, by name. */
    public Map<String, String> versions() {
        return versions;
    }

    /**
     * Sends one line and returns the answer.
     *
     * @param seconds of work that were asked for
     */
    public String ask(String request, double seconds) throws ProgramException {
        try {
            requests.write(request + "\n");
            requests.flush();
        } catch (IOException e) {
            throw new ProgramException(name + " does not listen any more" + complaint(), e);
        }
        return answer(seconds);
    }

    @Override
    public void close() {
        try {
            requests.close(); // the polite way to end it
        } catch (IOException alreadyGone) {
            // what is wanted
        }
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
        killer.close();
        try {
            Files.deleteIfExists(complaints);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(complaints + " cannot be deleted: " + e, e);
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private String answer(double seconds) throws ProgramException {
        CompletableFuture<String> line = new CompletableFuture<>();
        Thread reader =
                new Thread(
                        () -> {
                            try {
                                line.complete(answers.readLine());
                            } catch (IOException e) {
                                line.completeExceptionally(e);
                            }
                        },
                        "listens to " + name);
        reader.setDaemon(true);
        reader.start();
        try {
            String answer =
                    line.get(Math.round(1000 * (seconds + PATIENCE_S)), TimeUnit.MILLISECONDS);
            if (answer == null) {
                throw new ProgramException(name + " ended before it answered" + complaint());
            }
            return answer;
        } catch (ExecutionException e) {
            throw new ProgramException(name + " cannot be heard: " + e.getCause() + complaint(), e);
        } catch (TimeoutException e) {
            kill();
            throw new ProgramException(
                    name + " did not answer for " + Math.round(seconds + PATIENCE_S) + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProgramException("Interrupted while waiting for " + name, e);
        }
    }

    /** The last line that it wrote to standard error, as the end of a message. */
    private String complaint() {
        String last = LastLine.of(complaints);
        return last.isEmpty() ? "" : ": " + last;
    }
}
