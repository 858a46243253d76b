package merpo.benchmarks.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Refusal;

/** Reads the tables of a run that another thread or process is writing, again and again. */
final class RunReader {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern EARLIER =
            Pattern.compile("(model/(metrics|holdout)|clone/metrics|groundwork/[^/]+)\\.csv");

    private final Path run;
    private final Pace pace = new Pace();
    private final TableFile<Measured> metrics;
    private final TableFile<List<RunTables.ReturnCurve>> returns;
    private final TableFile<List<RunTables.Alarm>> alarms;
    private final TableFile<Long> resident;
    private final Map<String, TableFile<List<Series>>> before = new LinkedHashMap<>();
    private final Supplier<String> stage;

    /** The last step, -1 before the first, and a curve per column. */
    private record Measured(long step, List<Series> curves) {}

    RunReader(Path directory) {
        this(directory, () -> "");
    }

    /**
     * A reader.
     *
     * @param stage what the stage at work says of itself, asked at every reading
     */
    RunReader(Path directory, Supplier<String> stage) {
        this.stage = stage;
        run = directory.toAbsolutePath().normalize();
        metrics =
                new TableFile<>(
                        run.resolve("metrics.csv"),
                        new Measured(-1, List.of()),
                        RunReader::measured);
        returns = new TableFile<>(run.resolve("returns.csv"), List.of(), RunReader::curves);
        alarms = new TableFile<>(run.resolve("alarms.csv"), List.of(), RunReader::alarms);
        resident = new TableFile<>(run.resolve("memory.csv"), -1L, RunReader::resident);
    }

    /** What the files say now. */
    RunTables tables() {
        List<TableFile<?>> files = List.of(metrics, returns, alarms, resident);
        files.forEach(TableFile::refresh);
        return new RunTables(
                String.valueOf(run.getFileName()),
                plan(),
                progress(),
                metrics.value().step() < 0 ? earlier() : metrics.value().curves(),
                returns.value(),
                alarms.value(),
                resident.value(),
                files.stream().map(TableFile::trouble).filter(t -> !t.isEmpty()).toList());
    }

    /** Losses of the stages before the learner's: of the models, the clones, the groundwork. */
    private List<Series> earlier() {
        try (Stream<Path> files = Files.walk(run, 2)) {
            files.filter(file -> EARLIER.matcher(run.relativize(file).toString()).matches())
                    .sorted()
                    .map(file -> run.relativize(file).toString())
                    .forEach(
                            name ->
                                    before.computeIfAbsent(
                                            name,
                                            key ->
                                                    new TableFile<>(
                                                            run.resolve(key),
                                                            List.of(),
                                                            table -> losses(key, table))));
        } catch (IOException | UncheckedIOException notYet) {
            return List.of();
        }
        before.values().forEach(TableFile::refresh);
        return before.values().stream().flatMap(table -> table.value().stream()).toList();
    }

    private static List<Series> losses(String file, CsvTable table) {
        return table.header().stream()
                .filter(column -> column.contains("loss"))
                .map(column -> series(table.rows(), column))
                .map(s -> new Series(file.replace(".csv", "") + " " + s.name(), s.values()))
                .toList();
    }

    private RunTables.Plan plan() {
        try {
            JsonNode plan = YAML.readTree(Files.readString(run.resolve("config.yaml")));
            return new RunTables.Plan(
                    plan.path("algorithm").asText(),
                    plan.path("environment").asText(),
                    plan.path("seed").asText(),
                    plan.path("steps").asLong(-1));
        } catch (IOException notYet) {
            return RunTables.Plan.UNKNOWN;
        }
    }

    private RunTables.Progress progress() {
        long step = metrics.value().step();
        if (step < 0) {
            return RunTables.Progress.before(stage.get());
        }
        pace.see(metrics.written(), step);
        double silent = Duration.between(metrics.written(), Instant.now()).toMillis() / 1e3;
        return new RunTables.Progress(step, pace.stepsPerSecond(), silent, "");
    }

    private static Measured measured(CsvTable table) {
        String step = table.header().get(0);
        List<CsvTable.Row> rows = table.rows();
        double last = rows.isEmpty() ? -1 : number(rows.get(rows.size() - 1), step);
        return new Measured(
                last >= 0 ? (long) last : -1,
                table.header().stream().skip(1).map(name -> series(rows, name)).toList());
    }

    private static List<RunTables.ReturnCurve> curves(CsvTable table) {
        table.require("seed", "task", "policy", "return", "std", "score");
        Map<List<String>, List<CsvTable.Row>> curves = new LinkedHashMap<>();
        for (CsvTable.Row row : table.rows()) {
            curves.computeIfAbsent(
                            List.of(row.text("policy"), row.text("seed"), row.text("task")),
                            key -> new ArrayList<>())
                    .add(row);
        }
        boolean several = table.rows().stream().map(row -> row.text("seed")).distinct().count() > 1;
        return curves.values().stream().map(rows -> curve(rows, several)).toList();
    }

    private static RunTables.ReturnCurve curve(List<CsvTable.Row> rows, boolean several) {
        CsvTable.Row last = rows.get(rows.size() - 1);
        return new RunTables.ReturnCurve(
                several ? last.text("task") + ", seed " + last.text("seed") : last.text("task"),
                last.text("policy"),
                series(rows, "return"),
                number(last, "std"),
                number(last, "score"));
    }

    private static List<RunTables.Alarm> alarms(CsvTable table) {
        table.require("step", "alarm", "text");
        Stream<CsvTable.Row> rows = table.rows().stream();
        return rows.map(r -> new RunTables.Alarm(r.text("step"), r.text("alarm"), r.text("text")))
                .toList();
    }

    private static long resident(CsvTable table) {
        table.require("resident_bytes");
        List<CsvTable.Row> rows = table.rows();
        return rows.isEmpty() ? -1 : (long) number(rows.get(rows.size() - 1), "resident_bytes");
    }

    private static Series series(List<CsvTable.Row> rows, String column) {
        return new Series(column, rows.stream().map(row -> number(row, column)).toList());
    }

    /** Not-a-number for a cell that is empty or holds a word. */
    private static double number(CsvTable.Row row, String column) {
        try {
            return row.number(column);
        } catch (Refusal word) {
            return Double.NaN;
        }
    }
}
