package merpo.benchmarks.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import merpo.envs.storage.AtomicFile;
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
    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .build();

    private DataFiles() {}

    /**
     * Writes both, over older ones.
     *
     * @param peak memory of our writer in bytes, or -1 while it is not known
     */
    public static void write(
            Path directory, DataBench bench, List<DataMeasurement> measurements, long peak) {
        write(directory.resolve("data.csv"), csv(measurements));
        write(directory.resolve("data.yaml"), yaml(bench, measurements, peak, Machine.here()));
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
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("revision", System.getProperty("merpo.revision", "unknown"));
        content.put("cpu", machine.cpu());
        content.put("cores", machine.cores());
        content.put("system", machine.system());
        content.put("rows", bench.rows());
        content.put("raw_bytes", bench.bytes());
        content.put("rounds", bench.rounds());
        content.put("java_threads", bench.threads());
        content.put("versions", versions(measurements));
        if (peak >= 0) {
            content.put("publish_peak_bytes", peak);
            content.put("publish_peak_target_bytes", bench.peakTarget());
        }
        try {
            return YAML.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Map<String, String>> versions(List<DataMeasurement> measurements) {
        Map<String, Map<String, String>> versions = new LinkedHashMap<>();
        for (DataMeasurement m : measurements) {
            if (!m.versions().isEmpty()) {
                versions.putIfAbsent(m.contender(), new TreeMap<>(m.versions()));
            }
        }
        return versions;
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static void write(Path file, String text) {
        try {
            AtomicFile.write(file, AtomicFile.Existing.REPLACE, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }
}
