package merpo.benchmarks.bench;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import merpo.datagen.run.AtomicText;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The two files of a measurement: {@code data.csv} with every round, and {@code data.yaml} with
 * what they were measured on and by.
 */
public final class DataFiles {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180
                    .builder()
                    .setRecordSeparator('\n')
                    .setHeader(
                            "task",
                            "layout",
                            "contender",
                            "unit",
                            "best",
                            "median",
                            "rounds",
                            "file_bytes",
                            "failure")
                    .get();

    private DataFiles() {}

    /**
     * Writes both, over older ones.
     *
     * @param peak memory of our writer in bytes, or -1 while it is not known
     */
    public static void write(
            Path directory, DataBench bench, List<DataMeasurement> measurements, long peak) {
        AtomicText.write(directory.resolve("data.csv"), csv(measurements));
        AtomicText.write(
                directory.resolve("data.yaml"), yaml(bench, measurements, peak, Machine.here()));
    }

    /** A row per measurement; the rounds in one column, in order. */
    static String csv(List<DataMeasurement> measurements) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            for (DataMeasurement m : measurements) {
                printer.printRecord(
                        m.task().operation(),
                        m.task().layout(),
                        m.contender(),
                        m.task().unit(),
                        m.failed() ? "" : rounded(m.best()),
                        m.failed() ? "" : rounded(m.median()),
                        m.values().stream()
                                .map(DataFiles::rounded)
                                .collect(Collectors.joining(" ")),
                        m.fileBytes() > 0 ? m.fileBytes() : "",
                        m.failure());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String yaml(
            DataBench bench, List<DataMeasurement> measurements, long peak, Machine machine) {
        ResultYaml yaml = new ResultYaml(machine);
        yaml.put("rows", bench.rows());
        yaml.put("raw_bytes", bench.bytes());
        yaml.put("rounds", bench.rounds());
        yaml.put("java_threads", bench.threads());
        measurements.forEach(m -> yaml.versions(m.contender(), m.versions()));
        if (peak >= 0) {
            yaml.put("publish_peak_bytes", peak);
            yaml.put("publish_peak_target_bytes", bench.peakTarget());
        }
        return yaml.text();
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
