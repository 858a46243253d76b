package merpo.benchmarks.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import merpo.benchmarks.jobs.Job;
import merpo.datagen.run.AtomicText;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.CsvTable;
import merpo.datagen.statistics.Bootstrap;
import merpo.datagen.statistics.Interval;
import merpo.datagen.statistics.Scores;

/**
 * What came of each combination: the interquartile mean, over seeds and tasks, of the learner's own
 * policy at the last step, and the 95 % interval of a bootstrap over the seeds of each task.
 */
public final class SweepTable {
    /** In the directory of the sweep. */
    public static final String FILE = "sweep.csv";

    private static final String RETURNS = "returns.csv";
    private static final Bootstrap BOOTSTRAP = new Bootstrap(0.95, 2000, 0);

    private final List<Row> rows;
    private final boolean scored;
    private final List<Path> runs;

    private SweepTable(List<Row> rows, boolean scored, List<Path> runs) {
        this.rows = rows;
        this.scored = scored;
        this.runs = runs;
    }

    /**
     * One combination.
     *
     * @param values [seed][task]; none where no run is finished
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Row(Point point, double[][] values) {
        int tasks() {
            return values.length == 0 ? 0 : values[0].length;
        }

        boolean finite() {
            return values.length > 0
                    && Arrays.stream(values)
                            .flatMapToDouble(Arrays::stream)
                            .allMatch(Double::isFinite);
        }

        double middle() {
            return finite() ? Scores.ofRuns(values).interquartileMean() : Double.NaN;
        }

        double mean() {
            return finite() ? Scores.ofRuns(values).mean() : Double.NaN;
        }

        /** Undefined with one seed. */
        Interval interval() {
            return finite() && values.length > 1
                    ? Scores.ofRuns(values).interval(Scores::interquartileMean, BOOTSTRAP)
                    : new Interval(Double.NaN, Double.NaN);
        }
    }

    /** Reads the runs that are finished. */
    public static SweepTable read(Sweep sweep) {
        Map<Point, List<Path>> finished = new LinkedHashMap<>();
        for (Point point : sweep.points()) {
            finished.put(
                    point,
                    sweep.trainings(point).stream()
                            .filter(Job::finished)
                            .map(Job::directory)
                            .filter(run -> Files.isRegularFile(run.resolve(RETURNS)))
                            .toList());
        }
        List<Path> runs = finished.values().stream().flatMap(List::stream).toList();
        boolean scored =
                runs.stream()
                        .flatMap(run -> CsvTable.read(run.resolve(RETURNS)).rows().stream())
                        .noneMatch(row -> row.text("score").isEmpty());
        List<Row> rows = new ArrayList<>();
        finished.forEach(
                (point, own) -> rows.add(new Row(point, values(own, scored ? "score" : "return"))));
        return new SweepTable(rows, scored, runs);
    }

    private static double[][] values(List<Path> runs, String measure) {
        Map<Long, Map<Long, Double>> bySeed = new TreeMap<>();
        for (Path run : runs) {
            List<CsvTable.Row> rows =
                    CsvTable.read(run.resolve(RETURNS))
                            .require("step", "seed", "task", "policy", "return", "score")
                            .rows();
            long last = rows.stream().mapToLong(row -> row.integer("step")).max().orElse(0);
            List<CsvTable.Row> end =
                    rows.stream().filter(row -> row.integer("step") == last).toList();
            for (CsvTable.Row row : end) { // the learner's own policy is tried first
                if (row.text("policy").equals(end.get(0).text("policy"))) {
                    bySeed.computeIfAbsent(row.integer("seed"), seed -> new TreeMap<>())
                            .put(row.integer("task"), row.number(measure));
                }
            }
        }
        return bySeed.values().stream()
                .map(tasks -> tasks.values().stream().mapToDouble(v -> v).toArray())
                .toArray(double[][]::new);
    }

    /** Directories of the trainings that are finished. */
    public List<Path> runs() {
        return runs;
    }

    /** For programs. */
    public void write(Path directory) {
        Set<String> keys = new LinkedHashSet<>();
        rows.forEach(row -> keys.addAll(row.point().settings().keySet()));
        List<Object> header =
                new ArrayList<>(List.of("training", "algorithm", "data", "meta_policy"));
        header.addAll(keys);
        header.addAll(List.of("seeds", "tasks", "measure", "iqm", "low", "high", "mean"));
        StringBuilder text = new StringBuilder(CsvLog.line(header.toArray()));
        for (Row row : rows) {
            Point point = row.point();
            List<Object> cells = new ArrayList<>(List.of(point.name(), point.learner().name()));
            cells.addAll(List.of(point.data(), point.metaPolicy()));
            keys.forEach(key -> cells.add(point.settings().getOrDefault(key, "")));
            cells.addAll(List.of(row.values().length, row.tasks(), measure()));
            Interval interval = row.interval();
            for (double number :
                    new double[] {row.middle(), interval.low(), interval.high(), row.mean()}) {
                cells.add(Double.isNaN(number) ? "" : number);
            }
            text.append(CsvLog.line(cells.toArray()));
        }
        AtomicText.write(directory.resolve(FILE), text.toString());
    }

    private String measure() {
        return scored ? "score" : "return";
    }

    /** For a terminal. */
    public String text() {
        int width = rows.stream().mapToInt(row -> row.point().name().length()).max().orElse(8);
        String format = "%-" + width + "s  %5s  %9s  %-20s  %9s%s%n";
        StringBuilder text =
                new StringBuilder(
                        format.formatted(
                                measure() + " at the end",
                                "seeds",
                                "IQM",
                                "95 % interval",
                                "mean",
                                ""));
        double best =
                rows.stream()
                        .mapToDouble(Row::middle)
                        .filter(v -> !Double.isNaN(v))
                        .max()
                        .orElse(0);
        for (Row row : rows) {
            Interval interval = row.interval();
            text.append(
                    format.formatted(
                            row.point().name(),
                            row.values().length,
                            number(row.middle()),
                            Double.isNaN(interval.low())
                                    ? "-"
                                    : "%s to %s"
                                            .formatted(
                                                    number(interval.low()),
                                                    number(interval.high())),
                            number(row.mean()),
                            row.middle() == best ? "  best" : ""));
        }
        return text.toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }
}
