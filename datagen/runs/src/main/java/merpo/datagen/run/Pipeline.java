package merpo.datagen.run;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs stages in order, skips the finished ones whose files are whole, and writes down how long
 * each took, what memory it left and how much it computed: {@code stages.csv} for the stages,
 * {@code memory.csv} for the moments (the first minute, the end of each stage).
 */
public final class Pipeline {
    private final RunDirectory run;
    private final List<Stage> all;
    private final Progress progress;
    private volatile String current = "";

    /** Takes every stage, in order. */
    public Pipeline(RunDirectory run, List<Stage> all, Progress progress) {
        this.run = run;
        this.all = List.copyOf(all);
        this.progress = progress;
    }

    /** The stage at work, or an empty text: for the message of an interrupt. */
    public String current() {
        return current;
    }

    /** Runs every stage that is not finished. */
    public void runAll() throws Exception {
        ScheduledExecutorService clock =
                Executors.newSingleThreadScheduledExecutor(Pipeline::daemon);
        try (CsvLog memory = run.csv("memory.csv", "moment", "resident_bytes", "heap_bytes")) {
            var unused = clock.schedule(() -> record(memory, "first minute"), 1, TimeUnit.MINUTES);
            for (Stage stage : all) {
                Optional<String> flaw = stage.flaw(run.root());
                if (run.finished(stage.name()) && flaw.isEmpty()) {
                    progress.note(stage.name() + ": finished before, kept");
                    continue;
                }
                if (run.finished(stage.name())) {
                    progress.note(
                            "%s: finished before, but %s: made again"
                                    .formatted(stage.name(), flaw.orElseThrow()));
                    stage.again(run);
                }
                run(stage, memory);
            }
        } finally {
            clock.shutdownNow();
            clock.awaitTermination(1, TimeUnit.SECONDS);
        }
    }

    private void run(Stage stage, CsvLog memory) throws Exception {
        current = stage.name();
        long start = System.nanoTime();
        double before = Operations.count();
        stage.run(run, progress);
        progress.stageDone();
        run.seal(stage.leaves());
        double seconds = (System.nanoTime() - start) / 1e9;
        run.finish(
                stage.name(),
                seconds,
                record(memory, stage.name()).resident(),
                Operations.count() - before);
        current = "";
    }

    private static Memory record(CsvLog log, String moment) {
        Memory now = Memory.now();
        synchronized (log) {
            log.row(moment, now.resident(), now.heap());
        }
        return now;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "memory-clock");
        thread.setDaemon(true);
        return thread;
    }
}
