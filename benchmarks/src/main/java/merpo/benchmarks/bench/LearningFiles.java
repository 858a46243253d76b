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
import merpo.benchmarks.bench.learning.LearningWork;
import merpo.datagen.run.AtomicText;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The two files of a measurement: {@code learning.csv} with every round, and {@code learning.yaml}
 * with what they were measured on and by, and what was reached.
 */
public final class LearningFiles {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180
                    .builder()
                    .setRecordSeparator('\n')
                    .setHeader(
                            "case",
                            "threads",
                            "contender",
                            "best_ms",
                            "median_ms",
                            "gflop_per_s",
                            "peak_share",
                            "rounds_ms",
                            "failure")
                    .get();

    private LearningFiles() {}

    /**
     * Writes both, over older ones.
     *
     * @param load processes that wanted a core before, between and after the measurements
     */
    public static void write(
            Path directory, LearningBench bench, List<LearningMeasurement> all, List<Double> load) {
        AtomicText.write(directory.resolve("learning.csv"), csv(all));
        AtomicText.write(
                directory.resolve("learning.yaml"), yaml(bench, all, load, Machine.here()));
    }

    /** A row per measurement; the rounds in one column, in order. */
    static String csv(List<LearningMeasurement> all) {
        StringWriter text = new StringWriter();
        try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
            for (LearningMeasurement m : all) {
                OptionalDouble peak = LearningTable.peak(m.threads(), all);
                boolean counted = m.flops() > 0;
                printer.printRecord(
                        m.work(),
                        m.threads(),
                        m.contender().text(),
                        m.failed() ? "" : rounded(m.best()),
                        m.failed() ? "" : rounded(m.median()),
                        counted ? rounded(m.flops() / 1e9) : "",
                        counted && peak.isPresent() ? rounded(m.flops() / peak.getAsDouble()) : "",
                        m.milliseconds().stream()
                                .map(LearningFiles::rounded)
                                .collect(Collectors.joining(" ")),
                        m.failure());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static String yaml(
            LearningBench bench,
            List<LearningMeasurement> all,
            List<Double> load,
            Machine machine) {
        ResultYaml yaml = new ResultYaml(machine);
        yaml.put("rounds", bench.rounds());
        yaml.put("seconds_per_round", bench.seconds());
        yaml.put("load", load);
        all.forEach(m -> yaml.versions(m.contender().text(), m.versions()));
        yaml.put("python_packages", LearningContender.packages());
        yaml.put("contenders", limits());
        yaml.put("cases", bench.works().stream().map(LearningFiles::counted).toList());
        yaml.put("results", results(bench, all));
        return yaml.text();
    }

    private static Map<String, String> limits() {
        Map<String, String> limits = new LinkedHashMap<>();
        for (LearningContender contender : LearningContender.values()) {
            if (!contender.limits().isEmpty()) {
                limits.put(contender.text(), contender.limits());
            }
        }
        return limits;
    }

    private static Map<String, Object> counted(LearningWork work) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("case", work.name());
        row.put("what", work.text());
        if (work.flops() > 0) {
            row.put("gflop_per_update", Double.valueOf(rounded(work.flops() / 1e9)));
        }
        return row;
    }

    private static List<Map<String, Object>> results(
            LearningBench bench, List<LearningMeasurement> all) {
        return all.stream()
                .map(LearningMeasurement::threads)
                .distinct()
                .map(
                        threads -> {
                            Map<String, Object> row = new LinkedHashMap<>();
                            row.put("threads", threads);
                            LearningTable.peak(threads, all)
                                    .ifPresent(
                                            peak ->
                                                    row.put(
                                                            "peak_gflop_per_s",
                                                            Double.valueOf(rounded(peak / 1e9))));
                            row.put("targets", targets(bench, threads, all));
                            return row;
                        })
                .toList();
    }

    private static Map<String, String> targets(
            LearningBench bench, int threads, List<LearningMeasurement> all) {
        Map<String, String> targets = new LinkedHashMap<>();
        for (LearningWork work : bench.works()) {
            String verdict = LearningTable.verdict(work, threads, all);
            if (!verdict.isEmpty()) {
                targets.put(work.name(), verdict);
            }
        }
        return targets;
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
