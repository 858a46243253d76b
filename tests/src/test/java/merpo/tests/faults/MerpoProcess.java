package merpo.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import merpo.benchmarks.cli.Merpo;
import merpo.datagen.process.JavaProgram;

/** The command line in a virtual machine of its own, as the launcher starts it. Close kills it. */
final class MerpoProcess implements AutoCloseable {
    private static final long LIMIT_MINUTES = 5;

    /** How a process is asked to end, with the exit status of one that did. */
    enum Signal {
        /** At once, whatever it does. */
        KILL(137),
        /** As a cluster or a shutdown asks: it may put things in order. */
        TERM(143);

        private final int status; // 128 + its number

        Signal(int status) {
            this.status = status;
        }
    }

    private final Process process;
    private final Path output;
    private final long started = System.nanoTime();

    private MerpoProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Begins a command; what it prints, errors included, goes to a new file beside others. */
    static MerpoProcess start(Path outputs, Object... words) throws IOException {
        return start(outputs, List.of(), merpo(words));
    }

    /** Begins a command line with more variables in its environment. */
    static MerpoProcess start(Path outputs, Map<String, String> environment, List<String> command)
            throws IOException {
        return start(outputs, List.of(), environment, command);
    }

    /** Makes small medium data of an environment in {@code data/medium}. */
    static void generate(String environment, Path folder) throws Exception {
        Object[] words = {
            "generate",
            "--env",
            environment,
            "--quality",
            "medium",
            "--transitions",
            50,
            "--out",
            folder.resolve("data")
        };
        try (MerpoProcess process = start(folder.resolve("log"), words)) {
            process.ends(0);
        }
    }

    /** Words that start a command. */
    static List<String> merpo(Object... words) {
        return command(Merpo.class, words);
    }

    /**
     * Begins a command line behind another, such as one that limits what it may write.
     *
     * @param before words to which the whole command is given as arguments
     */
    static MerpoProcess start(Path outputs, List<String> before, List<String> command)
            throws IOException {
        return start(outputs, before, Map.of(), command);
    }

    private static MerpoProcess start(
            Path outputs,
            List<String> before,
            Map<String, String> environment,
            List<String> command)
            throws IOException {
        Files.createDirectories(outputs);
        Path output = Files.createTempFile(outputs, "merpo", ".txt");
        List<String> words = new ArrayList<>(before);
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().put("DJL_OFFLINE", "true");
        builder.environment().put("OPT_OUT_TRACKING", "true");
        builder.environment().putAll(environment);
        return new MerpoProcess(
                builder.redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
    }

    /** Words that start a virtual machine with the options of the launcher, but sooner. */
    static List<String> command(Class<?> main, Object... words) {
        return JavaProgram.command(
                List.of(
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1", // for processes that live for seconds
                        "-Dfile.encoding=UTF-8",
                        "-Djava.awt.headless=true",
                        JavaProgram.NO_NATIVE_LIMIT,
                        "-Dai.djl.default_engine=PyTorch"),
                main.getName(),
                Arrays.stream(words).map(Object::toString).toList());
    }

    /** Waits for its end, and requires this exit status. Returns what it printed. */
    String ends(int status) throws Exception {
        assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).as("it ends").isTrue();
        assertThat(process.exitValue()).as(printed()).isEqualTo(status);
        return printed();
    }

    /** Waits for its end, and requires that it says it failed. Returns what it printed. */
    String fails() throws Exception {
        assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).as("it ends").isTrue();
        assertThat(process.exitValue()).as(printed()).isNotZero();
        return printed();
    }

    /** Kills it as {@code kill -9} does. False when it had ended before, then well. */
    boolean kill() throws Exception {
        return kill(Signal.KILL);
    }

    /**
     * Kills it and waits for those whom it had started. False when it had ended before, then well.
     */
    boolean kill(Signal signal) throws Exception {
        List<ProcessHandle> started = process.descendants().toList();
        if (signal == Signal.KILL) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(printed()).isIn(0, signal.status);
        for (ProcessHandle child : started) {
            assertThat(child.onExit())
                    .as("%s ends with who started it", child.info().commandLine())
                    .succeedsWithin(Duration.ofSeconds(30));
        }
        return process.exitValue() == signal.status;
    }

    /** Sends it a signal of this name. */
    void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(id())).start().waitFor();
        assertThat(status).isZero();
    }

    boolean runs() {
        return process.isAlive();
    }

    long id() {
        return process.pid();
    }

    /** Since it was started. */
    double seconds() {
        return (System.nanoTime() - started) * 1e-9;
    }

    String printed() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
