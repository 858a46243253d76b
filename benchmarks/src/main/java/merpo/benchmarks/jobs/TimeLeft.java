package merpo.benchmarks.jobs;

import java.util.Locale;

/**
 * How long a list of jobs will still take: what they are expected to take, corrected by how long
 * the finished ones took against their expectation.
 */
public record TimeLeft(double expectedOfDone, double tookDone) {
    TimeLeft() {
        this(0, 0);
    }

    /** After a job that was expected to take {@code expected} and took {@code took} seconds. */
    TimeLeft with(double expected, double took) {
        return new TimeLeft(expectedOfDone + expected, tookDone + took);
    }

    /**
     * Seconds.
     *
     * @param at a time
     * @param expected sum over the jobs that are not finished, running ones less what they ran
     * @param longest of the jobs that are not finished: no number of processes shortens it
     */
    double seconds(int at, double expected, double longest) {
        double correction = expectedOfDone > 0 ? tookDone / expectedOfDone : 1;
        return Math.max(expected / at, longest) * correction;
    }

    /** Such as {@code 40 s}, {@code 12 min}, {@code 2.5 h}. */
    public static String text(double seconds) {
        if (seconds < 90) {
            return Math.round(seconds) + " s";
        }
        return seconds < 5400
                ? Math.round(seconds / 60) + " min"
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }
}
