package merpo.benchmarks.sweep;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import merpo.benchmarks.jobs.Job;
import merpo.benchmarks.trials.NotMeasured;
import merpo.benchmarks.trials.Outcome;
import merpo.benchmarks.trials.Summary;
import merpo.benchmarks.trials.TrialRow;
import merpo.benchmarks.trials.Trials;
import merpo.datagen.run.AtomicText;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.CsvTable;

/**
 * What came of each combination, of the learner's own policy over seeds and tasks: the mean over
 * the last evaluations and the best evaluation, as figures have them.
 */
public final class SweepTable {
    /** In the directory of the sweep. */
    public static final String FILE = "sweep.csv";

    private static final String RETURNS = "returns.csv";

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
     * @param outcome none where no run is finished, or something is not finite
     */
    private record Row(Point point, int seeds, int tasks, Optional<Outcome> outcome) {
        static Row of(Point point, List<Path> runs, boolean scored) {
            List<TrialRow> own = new ArrayList<>();
            for (Path run : runs) {
                CsvTable table = CsvTable.read(run.resolve(RETURNS));
                own.addAll(TrialRow.read(table).get(learners(table)));
            }
            if (own.isEmpty()) {
                return new Row(point, 0, 0, Optional.empty());
            }
            Trials trials = TrialRow.trials(own, scored ? TrialRow::score : TrialRow::undiscounted);
            boolean finite = Arrays.stream(trials.mean().scores()).allMatch(Double::isFinite);
            return new Row(
                    point,
                    trials.seeds().size(),
                    trials.tasks().size(),
                    finite ? Optional.of(Outcome.of(trials)) : Optional.empty());
        }

        /** The learner's own policy is the first that is tried at the last step. */
        private static String learners(CsvTable table) {
            List<CsvTable.Row> all = table.require("step", "policy").rows();
            long last = all.stream().mapToLong(row -> row.integer("step")).max().orElse(0);
            return all.stream()
                    .filter(row -> row.integer("step") == last)
                    .map(row -> row.text("policy"))
                    .findFirst()
                    .orElseThrow(() -> new NotMeasured("a run without evaluations"));
        }

        double middle() {
            return outcome.map(own -> own.last().interquartileMean()).orElse(Double.NaN);
        }

        /** End, its interval where there are seeds to draw again, mean of the ends, best. */
        List<Double> numbers() {
            if (outcome.isEmpty()) {
                return Collections.nCopies(5, Double.NaN);
            }
            Summary last = outcome.get().last();
            return List.of(
                    last.interquartileMean(),
                    seeds > 1 ? last.interval().low() : Double.NaN,
                    seeds > 1 ? last.interval().high() : Double.NaN,
                    last.mean(),
                    outcome.get().best().interquartileMean());
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
        finished.forEach((point, own) -> rows.add(Row.of(point, own, scored)));
        return new SweepTable(rows, scored, runs);
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
        header.addAll(
                List.of("seeds", "tasks", "measure", "iqm", "low", "high", "mean", "best_iqm"));
        StringBuilder text = new StringBuilder(CsvLog.line(header.toArray()));
        for (Row row : rows) {
            Point point = row.point();
            List<Object> cells = new ArrayList<>(List.of(point.name(), point.learner().name()));
            cells.addAll(List.of(point.data(), point.metaPolicy()));
            keys.forEach(key -> cells.add(point.settings().getOrDefault(key, "")));
            cells.addAll(List.of(row.seeds(), row.tasks(), measure()));
            row.numbers().forEach(number -> cells.add(number.isNaN() ? "" : number));
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
        String format = "%-" + width + "s  %5s  %9s  %-20s  %9s  %9s%s%n";
        StringBuilder text =
                new StringBuilder(
                        format.formatted(
                                measure() + " at the end",
                                "seeds",
                                "IQM",
                                "95 % interval",
                                "mean",
                                "best IQM",
                                ""));
        double best =
                rows.stream()
                        .mapToDouble(Row::middle)
                        .filter(v -> !Double.isNaN(v))
                        .max()
                        .orElse(0);
        for (Row row : rows) {
            List<String> cells = row.numbers().stream().map(SweepTable::number).toList();
            boolean drawn = !row.numbers().get(1).isNaN();
            text.append(
                    format.formatted(
                            row.point().name(),
                            row.seeds(),
                            cells.get(0),
                            drawn ? cells.get(1) + " to " + cells.get(2) : "-",
                            cells.get(3),
                            cells.get(4),
                            row.middle() == best ? "  best" : ""));
        }
        return text.toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }
}
