package merpo.benchmarks.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import merpo.benchmarks.spark.Message;
import merpo.benchmarks.spark.Order;
import merpo.datagen.run.AtomicText;

/**
 * Machines of an Apache Spark cluster that see the same directory. Owns the driver, a process of
 * {@code spark-submit}, which begins with the first job; with it ends all that it began.
 */
public final class SparkPlace implements Place {
    private static final Duration SIGHT = Duration.ofSeconds(70); // attributes are cached for 60
    private static final long QUIET = 60; // s without executors, before it is said
    private static final long PATIENCE = 20; // s for Spark to end
    private static final Pattern TROUBLE =
            Pattern.compile(".*(\\bERROR\\b|^Exception in |^[Ee]rror:|^Caused by).*");

    private static final Pattern REMOVED = Pattern.compile(".* Executor \\S+ removed: (.*)");
    private static final String UNHEARD = "All masters are unresponsive";

    private final SparkMaster master;
    private final SparkSubmit submit;
    private final Map<String, String> settings;
    private final String memory;
    private final Function<Job, Start> starts;
    private final Path folder;
    private final String secret = UUID.randomUUID().toString();
    private final Children children = new Children();
    private final Map<String, Job> open = new LinkedHashMap<>(); // by name; guarded by this
    private Process driver;
    private Writer orders;
    private Watch watch;
    private String refused = ""; // why, where the driver has said it
    private boolean closing;
    private boolean failed;
    private int said = 1; // cores; a single one is not worth it
    private volatile int cores;

    /**
     * A place; nothing is started yet.
     *
     * @param settings of Spark, over those that jobs need
     * @param jobs that it may get: the largest says how much memory a container must have
     * @param starts how each is started
     * @param out the directory that all machines share
     * @throws merpo.datagen.run.Refusal where there is no {@code spark-submit}
     */
    public SparkPlace(
            SparkMaster master,
            Map<String, String> settings,
            JobList jobs,
            Function<Job, Start> starts,
            Path out) {
        this(SparkSubmit.find(System.getenv()), master, settings, jobs, starts, out);
    }

    SparkPlace(
            SparkSubmit submit,
            SparkMaster master,
            Map<String, String> settings,
            JobList jobs,
            Function<Job, Start> starts,
            Path out) {
        this.submit = submit;
        this.master = master;
        this.settings = Map.copyOf(settings);
        this.starts = starts;
        memory = jobs.jobs().stream().mapToLong(ExportedScript::mebibytes).max().orElse(0) + "m";
        folder = out.toAbsolutePath().normalize().resolve(".spark").resolve(secret.substring(0, 8));
    }

    /** As many as there are: those without a core wait in Spark's queue. */
    @Override
    public int atATime() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int sideBySide() {
        return Math.max(1, cores);
    }

    @Override
    public void start(Job job, Watch told) throws IOException {
        synchronized (this) {
            watch = told;
            if (failed) {
                told.ended(job, lost(refused));
                return;
            }
            open.put(job.name(), job);
            if (driver == null) {
                launch();
            }
        }
        try { // without the lock: it waits until the driver listens
            orders.write(order(job, starts.apply(job)).message().line() + "\n");
            orders.flush();
        } catch (IOException gone) {
            // whoever listens to it tells its end
        }
    }

    /** The same process as a child of this one would be. */
    Order order(Job job, Start start) {
        List<String> options = new ArrayList<>(start.options());
        options.add(ExportedScript.PATIENCE);
        Evidence.Trace trace = job.evidence().trace().orElse(new Evidence.Trace("", ""));
        return new Order(
                job.name(),
                start.java(),
                options,
                start.program(),
                start.words(),
                start.environment(),
                start.folder(),
                start.folder().resolve(job.log()).normalize(),
                start.folder().resolve(job.directory()).normalize(),
                token(),
                secret,
                trace.file(),
                trace.line());
    }

    private Path token() {
        return folder.resolve("token");
    }

    private Path log() {
        return folder.resolve("driver.log");
    }

    private void launch() throws IOException {
        master.requireAnswer();
        Files.createDirectories(folder);
        AtomicText.write(token(), secret);
        Path jar = folder.resolve("driver.jar");
        DriverJar.write(jar);
        ProcessBuilder builder =
                new ProcessBuilder(submit.command(master, settings, memory, jar))
                        .redirectError(log().toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        driver = children.start(builder);
        orders = driver.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::listen, "listens to Spark");
        reader.setDaemon(true);
        reader.start();
        watch.says("Spark begins at %s; it writes to %s".formatted(master.url(), log()));
        CompletableFuture.delayedExecutor(QUIET, TimeUnit.SECONDS).execute(this::complain);
    }

    private synchronized void complain() {
        if (cores == 0 && !closing && !failed) {
            watch.says(
                    "No executor of Spark after %d s: has %s a free core and 512 MiB? What Spark says: %s"
                            .formatted(QUIET, master.url(), log()));
        }
    }

    private void listen() {
        try (BufferedReader answers = driver.inputReader(StandardCharsets.UTF_8)) {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                hear(Message.of(line));
            }
            int status = driver.waitFor();
            fail(
                    status > LocalPlace.SIGNALLED
                            ? "it was killed by signal " + (status - LocalPlace.SIGNALLED)
                            : "");
        } catch (IOException | IllegalArgumentException e) {
            fail(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void hear(Message message) {
        if (closing || children.ending()) {
            return;
        }
        switch (message.verb()) {
            case "place" -> grow(Integer.parseInt(message.one("cores")));
            case "began" -> {
                Job job = open.get(message.one("job"));
                if (job != null) {
                    watch.began(job, message.one("where"));
                }
            }
            case "attempt" ->
                    watch.says(
                            "%s on %s: %s"
                                    .formatted(
                                            message.one("job"),
                                            message.one("where"),
                                            message.one("reason")));
            case "ended" -> end(message, ended(message));
            case "lost" -> end(message, lost(message.one("reason")));
            case "refused" -> {
                refused = message.one("reason");
                fail(refused);
            }
            case "stopped" -> fail("");
            default -> {
                // such as ready: nothing to do
            }
        }
    }

    /** Executors come one by one: it is said when they have become twice as many. */
    private void grow(int now) {
        cores = now;
        if (now >= 2 * said) {
            said = now;
            watch.says("Spark has %d cores for us".formatted(now));
        }
    }

    private void end(Message message, End end) {
        Job job = open.remove(message.one("job"));
        if (job != null) {
            watch.ended(job, end);
        }
    }

    private static End ended(Message message) {
        return new End(
                Integer.parseInt(message.one("status")),
                Double.parseDouble(message.one("seconds")),
                message.one("where"),
                message.one("last"),
                Boolean.parseBoolean(message.one("seen")) ? SIGHT : Duration.ZERO);
    }

    private static End lost(String reason) {
        return new End(End.LOST, 0, "", reason, Duration.ZERO);
    }

    /** Spark is no more: neither are its jobs. */
    private synchronized void fail(String reason) {
        if (closing || failed || children.ending()) {
            return;
        }
        failed = true;
        refused =
                "Spark ended: %s. What it says: %s"
                        .formatted(reason.isEmpty() ? trouble() : reason, log());
        for (Job job : open.values()) {
            watch.ended(job, lost(refused));
        }
        open.clear();
        driver.destroy();
    }

    /** What its log says last of an error, and last of an executor that could not be. */
    private String trouble() {
        String error = "without a word";
        String executor = "";
        try (Stream<String> lines = Files.lines(log(), StandardCharsets.ISO_8859_1)) {
            for (String line : (Iterable<String>) lines::iterator) {
                if (TROUBLE.matcher(line).matches()) {
                    error = line.replaceFirst("^\\S+ \\S+ ERROR \\S+: (.*?)[.]?$", "$1");
                }
                Matcher removed = REMOVED.matcher(line);
                if (removed.matches()) {
                    executor = "; of an executor: " + removed.group(1);
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            return unreadable.getMessage();
        }
        if (error.contains(UNHEARD)) {
            error +=
                    " (nor does a master answer that is of another version than %s)"
                            .formatted(submit);
        }
        return error + executor;
    }

    @Override
    public void close() {
        boolean well;
        synchronized (this) {
            well = !failed;
            closing = true;
        }
        if (driver != null) {
            end();
            if (well) {
                delete();
            }
        }
        children.close();
    }

    private void end() {
        try {
            orders.close();
        } catch (IOException alreadyGone) {
            // what is wanted
        }
        try {
            driver.waitFor(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void delete() {
        for (String name : List.of("token", "driver.jar", "driver.log", "", "..")) {
            try {
                Files.deleteIfExists(folder.resolve(name).normalize());
            } catch (IOException another) {
                return; // of another runner, or out of reach: it does no harm
            }
        }
    }
}
