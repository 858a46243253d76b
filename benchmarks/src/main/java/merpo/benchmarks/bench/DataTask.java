package merpo.benchmarks.bench;

import java.util.List;
import java.util.Locale;

/** What is timed of reading and writing datasets, and what Java is to reach. */
public enum DataTask {
    /** Row arrays in memory to a closed file; the disk may still be busy. */
    WRITE_RAW("write", "raw", 1),
    WRITE_COMPRESSED("write", "compressed", 2),
    /** A file, warm in the cache of the disk, to row arrays in memory. */
    READ_RAW("read", "raw", 1),
    READ_COMPRESSED("read", "compressed", 1),
    /** Written, digested, read back and compared, file digested, forced to the disk. */
    PUBLISH_RAW("publish", "raw", 1),
    PUBLISH_COMPRESSED("publish", "compressed", 1),
    /** Read, and the digest of the content compared. */
    VERIFY_RAW("verify", "raw", 1),
    VERIFY_COMPRESSED("verify", "compressed", 1),
    /** 256 random transitions gathered from memory. */
    MINIBATCH("minibatch", "memory", 30);

    private final String operation;
    private final String layout;
    private final double target;

    DataTask(String operation, String layout, double target) {
        this.operation = operation;
        this.layout = layout;
        this.target = target;
    }

    String operation() {
        return operation;
    }

    String layout() {
        return layout;
    }

    /** As a peer is asked. */
    String request() {
        return operation + " " + layout;
    }

    /** Whether it is timed per batch, less being better; else megabytes per second. */
    boolean perBatch() {
        return this == MINIBATCH;
    }

    String unit() {
        return perBatch() ? "us" : "MB/s";
    }

    /** The measured number: megabytes per second, or microseconds per batch. */
    double value(Round round) {
        return perBatch() ? 1e6 / round.rate() : round.rate() / 1e6;
    }

    /** The undisturbed one of some values. */
    double best(List<Double> values) {
        var all = values.stream().mapToDouble(value -> value);
        return (perBatch() ? all.min() : all.max()).orElseThrow();
    }

    /**
     * In words: "reached" or "missed: ...".
     *
     * @param java best of ours
     * @param h5py best of the other; NaN where it is missing
     */
    String verdict(double java, double h5py) {
        if (perBatch()) {
            return java < target ? "reached" : said("missed: %.1f us >= %.0f us", java, target);
        }
        if (Double.isNaN(h5py)) {
            return "unknown: without h5py";
        }
        double ratio = java / h5py;
        return ratio >= target ? "reached" : said("missed: %.2f < %.0f x h5py", ratio, target);
    }

    private static String said(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
