package merpo.benchmarks.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import merpo.datagen.run.AtomicText;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.Machine;

/**
 * The two files of a benchmark: {@code NAME.csv} with every round, and {@code NAME.yaml} with what
 * it was measured on and by.
 */
public final class BenchFiles {
    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    .build();

    private BenchFiles() {}

    /**
     * Writes both, over older ones.
     *
     * @param facts of this benchmark, for the second
     */
    public static void write(
            Path directory, Bench<?> bench, List<Measurement> all, Map<String, ?> facts) {
        AtomicText.write(directory.resolve(bench.name() + ".csv"), csv(bench, all));
        AtomicText.write(
                directory.resolve(bench.name() + ".yaml"), yaml(bench, all, facts, Machine.here()));
    }

    /** A row per measurement. */
    private static String csv(Bench<?> bench, List<Measurement> all) {
        List<Object> header = new ArrayList<>(bench.titles());
        header.add("contender");
        bench.measured().forEach(column -> header.add(column.name()));
        header.add("failure");
        StringBuilder text = new StringBuilder(CsvLog.line(header.toArray()));
        for (Measurement m : all) {
            List<Object> row = new ArrayList<>(m.work().names());
            row.add(m.contender());
            bench.measured().forEach(column -> row.add(column.value().apply(m, all)));
            row.add(m.failure());
            text.append(CsvLog.line(row.toArray()));
        }
        return text.toString();
    }

    static String yaml(
            Bench<?> bench, List<Measurement> all, Map<String, ?> facts, Machine machine) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("revision", System.getProperty("merpo.revision", "unknown"));
        content.put("cpu", machine.cpu());
        content.put("cores", machine.cores());
        content.put("system", machine.system());
        content.put("rounds", bench.rounds());
        if (bench.seconds() > 0) {
            content.put("seconds_per_round", bench.seconds());
        }
        Map<String, Map<String, String>> versions = new LinkedHashMap<>();
        for (Measurement m : all) {
            if (!m.versions().isEmpty()) {
                versions.putIfAbsent(m.contender(), new TreeMap<>(m.versions()));
            }
        }
        content.put("versions", versions);
        content.putAll(facts);
        try {
            return YAML.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
