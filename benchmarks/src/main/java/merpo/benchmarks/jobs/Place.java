package merpo.benchmarks.jobs;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Where jobs run. Owns what it started: none outlives {@link #close}, nor this process. */
public interface Place extends AutoCloseable {
    /** How many jobs may run at once. */
    int atATime();

    /**
     * Begins a job and returns at once. Its output goes to {@link Job#log}.
     *
     * @param ended is told once, from any thread; never while this process is told to end
     */
    void start(Job job, Consumer<End> ended) throws IOException;

    /** How long after a job's end its results may still be out of sight here. */
    default Duration sight() {
        return Duration.ZERO;
    }

    @Override
    void close();

    /**
     * How a job ended.
     *
     * @param status of its process, as a shell says it
     * @param seconds that it ran
     * @param where on which machine, empty for this one
     * @param last line that it printed
     */
    record End(int status, double seconds, String where, String last) {
        /** Another process has the job's directory; see {@code benchmarks/exit-status.md}. */
        public static final int BUSY = 75;
    }
}
