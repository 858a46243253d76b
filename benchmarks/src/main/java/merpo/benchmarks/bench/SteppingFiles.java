package merpo.benchmarks.bench;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import merpo.datagen.run.AtomicText;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The two files of a measurement: {@code stepping.csv} with every round, and {@code stepping.yaml}
 * with what they were measured on, by, and what our steps left behind.
 */
public final class SteppingFiles {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180
                    .builder()
                    .setRecordSeparator('\n')
                    .setHeader(
                            "environment",
                            "simulations",
                            "threads",
                            "contender",
                            "mode",
                            "best_steps_per_s",
                            "median_steps_per_s",
                            "rounds_steps_per_s",
                            "failure")
                    .get();

    private SteppingFiles() {}

    /** Writes both, over older ones. */
    public static void write(
            Path directory,
            Stepping stepping,
            List<Measurement> measurements,
            List<Endurance> endurances) {
        AtomicText.write(directory.resolve("stepping.csv"), csv(measurements));
        AtomicText.write(
                directory.resolve("stepping.yaml"),
                yaml(stepping, measurements, endurances, Machine.here()));
    }

    /** A row per measurement; the rounds in one column, in order. */
    static String csv(List<Measurement> measurements) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            for (Measurement m : measurements) {
                printer.printRecord(
                        m.cell().problem().environment(),
                        m.cell().simulations(),
                        m.cell().threads(),
                        m.contender(),
                        m.mode(),
                        rounded(m.best()),
                        rounded(m.median()),
                        m.rates().stream()
                                .map(SteppingFiles::rounded)
                                .collect(Collectors.joining(" ")),
                        m.failure());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String yaml(
            Stepping stepping,
            List<Measurement> measurements,
            List<Endurance> endurances,
            Machine machine) {
        ResultYaml yaml = new ResultYaml(machine);
        yaml.put("rounds", stepping.rounds());
        yaml.put("seconds_per_round", stepping.seconds());
        measurements.forEach(m -> yaml.versions(m.contender(), m.versions()));
        yaml.put("endurance", endurances.stream().map(SteppingFiles::row).toList());
        return yaml.text();
    }

    private static Map<String, Object> row(Endurance endurance) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("environment", endurance.cell().problem().environment());
        row.put("simulations", endurance.cell().simulations());
        row.put("threads", endurance.cell().threads());
        row.put("steps", endurance.steps());
        row.put("allocated_bytes", endurance.allocated());
        row.put("resident_bytes_before", endurance.residentBefore());
        row.put("resident_bytes_after", endurance.residentAfter());
        return row;
    }

    private static String rounded(OptionalDouble rate) {
        return rate.isEmpty() ? "" : rounded(rate.getAsDouble());
    }

    private static String rounded(double rate) {
        return String.format(Locale.ROOT, "%.1f", rate);
    }
}
