package merpo.benchmarks.jobs;

import java.io.IOException;
import java.time.Duration;

/** Where jobs run. Owns what it started: none outlives {@link #close}, nor this process. */
public interface Place extends AutoCloseable {
    /** How many jobs it takes at once. */
    int atATime();

    /** How many of them run side by side, as far as it is known by now. */
    default int sideBySide() {
        return atATime();
    }

    /** Takes a job and returns at once. Its output goes to {@link Job#log}. */
    void start(Job job, Watch watch) throws IOException;

    @Override
    void close();

    /** Is told what happens, from any thread; nothing while this process is told to end. */
    interface Watch {
        /**
         * A job runs. Again, where it was lost and begins anew.
         *
         * @param where on which machine, empty for this one
         */
        void began(Job job, String where);

        /** A job has ended; once for each that was started. */
        void ended(Job job, End end);

        /** What the place has to say, to a person. */
        void says(String text);
    }

    /**
     * How a job ended.
     *
     * @param status of its process, as a shell says it, or {@link #LOST}
     * @param seconds that it ran
     * @param where on which machine, empty for this one
     * @param last line that it printed; of a lost one, why
     * @param sight how long its results may still be out of sight here
     */
    record End(int status, double seconds, String where, String last, Duration sight) {
        /** Another process has the job's directory; see {@code benchmarks/exit-status.md}. */
        public static final int BUSY = 75;

        /** There is no status: the place lost it, or could not begin it. */
        public static final int LOST = -1;
    }
}
