package merpo.benchmarks.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The measurements as a person reads them: a line per task, best rounds and Java's ratio. */
public final class DataTable {
    private static final String ROW = "%-10s %-11s %10s %10s %6s %10s %10s  %s";

    private DataTable() {}

    /** What stands above the lines. */
    public static String header() {
        return ROW.formatted(
                "task", "layout", "Java", "h5py", "ratio", "Java MB", "h5py MB", "target");
    }

    /** One line. */
    public static String line(DataTask task, List<DataMeasurement> all) {
        Optional<DataMeasurement> java = DataMeasurement.of(all, task, DataContender.JAVA.text());
        Optional<DataMeasurement> h5py = DataMeasurement.of(all, task, DataContender.H5PY.text());
        double ours = java.map(DataMeasurement::best).orElse(Double.NaN);
        double theirs = h5py.map(DataMeasurement::best).orElse(Double.NaN);
        double ratio = task.perBatch() ? theirs / ours : ours / theirs;
        return ROW.formatted(
                        task.operation(),
                        task.layout(),
                        number(ours, task.perBatch() ? "%.1f us" : "%.0f MB/s"),
                        number(theirs, task.perBatch() ? "%.1f us" : "%.0f MB/s"),
                        number(ratio, "%.2f"),
                        size(java),
                        size(h5py),
                        java.isEmpty() ? "unknown: without Java" : task.verdict(ours, theirs))
                .stripTrailing();
    }

    /** What a reader must know beside the numbers. */
    public static List<String> notes(DataBench bench) {
        return List.of(
                "%,d rows of %d bytes (half-cheetah), the same for both; MB/s of raw bytes, the best of %d interleaved rounds."
                        .formatted(bench.rows(), CheetahRows.BYTES_PER_ROW, bench.rounds()),
                "raw: in one piece, no filters. compressed: the same chunks, shuffle, deflate 1, Fletcher-32.",
                "write, read: rows only, file closed, through the cache of the disk, nothing forced. publish: digest of the content,",
                "write, read back and compare, digest of the file, force to the disk. verify: read and digest of the content.",
                "Java works with %d threads in a heap that is resident, h5py with one thread. minibatch: 256 random transitions from memory."
                        .formatted(bench.threads()));
    }

    /** One sentence per contender that could not be measured. */
    public static List<String> failures(List<DataMeasurement> all) {
        return all.stream()
                .filter(DataMeasurement::failed)
                .map(m -> m.contender() + ": " + m.failure())
                .distinct()
                .toList();
    }

    /** One line. */
    public static String peak(DataBench bench, long peak) {
        return String.format(
                Locale.ROOT,
                "Publishing held %.0f MB at most, with %.0f MB of rows in memory (target: below %.0f MB): %s",
                peak / 1e6,
                bench.bytes() / 1e6,
                bench.peakTarget() / 1e6,
                peak < bench.peakTarget() ? "reached" : "missed");
    }

    private static String size(Optional<DataMeasurement> measurement) {
        return measurement
                .filter(m -> m.fileBytes() > 0)
                .map(m -> number(m.fileBytes() / 1e6, "%.1f"))
                .orElse("-");
    }

    private static String number(double value, String format) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
