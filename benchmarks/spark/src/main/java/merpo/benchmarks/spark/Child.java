package merpo.benchmarks.spark;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The process of an order, on the machine where its task runs. */
public final class Child {
    private static final String PARENT = "merpo.parent"; // the process that it does not outlive
    private static final int TAIL = 4096; // bytes, in which a last line is looked for

    /** What an executor has in its environment and the same job elsewhere has not. */
    private static final Pattern FOREIGN =
            Pattern.compile(
                    "(PY)?SPARK_.*|HADOOP_.*|_?JAVA_(TOOL_)?OPTIONS|JDK_JAVA_OPTIONS|CLASSPATH|MALLOC_.*|MERPO_.*|(OMP|MKL|OPENBLAS)_NUM_THREADS");

    private final Order order;
    private final String machine;

    /** Of a machine with this name. */
    Child(Order order, String machine) {
        this.order = order;
        this.machine = machine;
    }

    /** The words, variables and folder with which it is started. */
    public static ProcessBuilder builder(Order order) {
        List<String> command = new ArrayList<>(List.of(java(order)));
        command.addAll(order.options());
        command.add("-D" + PARENT + "=" + ProcessHandle.current().pid());
        command.addAll(order.program());
        command.addAll(order.words());
        ProcessBuilder builder = new ProcessBuilder(command).directory(order.folder().toFile());
        builder.environment().keySet().removeIf(name -> FOREIGN.matcher(name).matches());
        builder.environment().putAll(order.environment());
        return builder;
    }

    /** A machine that has Java elsewhere has at least the one that runs Spark. */
    private static String java(Order order) {
        return Files.isExecutable(Path.of(order.java()))
                ? order.java()
                : Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * The machine sees what it has to.
     *
     * @throws IllegalStateException that names the machine and what is out of its sight
     */
    void requireSight() {
        try {
            if (!Files.readString(order.token()).equals(order.secret())) {
                throw unseen(order.token(), "another file is there");
            }
        } catch (NoSuchFileException e) {
            throw unseen(order.token().getParent(), "it is not mounted there");
        } catch (IOException e) {
            throw unseen(order.token(), e.toString());
        }
        if (!Files.isDirectory(order.folder())) {
            throw unseen(order.folder(), "it is not mounted there");
        }
        List<String> program =
                classPath(); // merpo.jar, or the folders of a build, some of them empty
        if (!program.isEmpty() && program.stream().noneMatch(e -> Files.exists(Path.of(e)))) {
            throw unseen(Path.of(program.get(0)), "it is not there");
        }
    }

    private List<String> classPath() {
        int option = order.program().indexOf("-cp");
        return option < 0
                ? List.of()
                : List.of(order.program().get(option + 1).split(File.pathSeparator, -1));
    }

    private IllegalStateException unseen(Path place, String why) {
        return new IllegalStateException(
                "%s does not see %s (%s). Each machine must see it, and the directory of --out, under the same name: ./merpo doctor --out DIR there tries it"
                        .formatted(machine, place, why));
    }

    /** Whether the directory is seen to be finished; false also where nothing would tell. */
    boolean finished() {
        if (order.trace().isEmpty()) {
            return false;
        }
        Path file = order.directory().resolve(order.trace());
        if (order.line().isEmpty()) {
            return Files.isRegularFile(file);
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.startsWith(order.line()));
        } catch (IOException absent) {
            return false;
        }
    }

    /**
     * Runs it to its end; it is gone then, also where this thread is interrupted or this process
     * ends.
     *
     * @return its exit status as a shell says it
     * @throws IllegalStateException that names the machine, where it cannot begin
     */
    int run() throws InterruptedException {
        Process process = begin();
        Thread hook = new Thread(process::destroyForcibly, "ends a job");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return process.waitFor();
        } finally {
            process.destroyForcibly();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyGoingDown) {
                // it is being done
            }
        }
    }

    private Process begin() {
        try {
            Files.createDirectories(order.log().getParent());
            return builder(order)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(order.log().toFile()))
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "%s cannot begin it with its output in %s: %s"
                            .formatted(machine, order.log(), e.getMessage()),
                    e);
        }
    }

    /** The last line that it printed; empty where there is none. */
    String last() {
        try (RandomAccessFile log = new RandomAccessFile(order.log().toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL, log.length())];
            log.seek(log.length() - tail.length);
            log.readFully(tail);
            return new String(tail, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .reduce("", (first, second) -> second)
                    .strip();
        } catch (IOException unreadable) {
            return "";
        }
    }
}
