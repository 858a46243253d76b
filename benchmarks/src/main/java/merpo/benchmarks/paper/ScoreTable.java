package merpo.benchmarks.paper;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import merpo.benchmarks.figure.PolicyLook;
import merpo.benchmarks.paper.SingleTasks.MetaPolicy;
import merpo.benchmarks.trials.Outcome;
import merpo.benchmarks.trials.Summary;
import merpo.benchmarks.trials.Trials;
import merpo.benchmarks.trials.Words;
import merpo.datagen.run.AtomicText;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.CsvTable;
import merpo.datagen.statistics.Interval;

/**
 * What every learner reached on every kind of data, of all finished runs below a directory: the
 * table that is looked for first.
 */
public final class ScoreTable {
    private static final String STAGES = "stages.csv";
    private static final String WHOLE = "6";

    /** Measured in runs of others, alike in all of them. */
    private static final List<String> LEVELS = List.of("behavior", "clone");

    private static final String FILE = "table.csv";

    private final Map<String, Cell> cells = new LinkedHashMap<>(); // by family, data and who
    private final Set<Training> seen = new HashSet<>();
    private final Recipe recipe;

    /**
     * What a run takes, that of its models not among it; not a number where nobody measured it, as
     * of a level.
     *
     * @param seconds on one core
     * @param flops of its matrix products
     */
    private record Effort(double seconds, double flops) {
        static final Effort UNKNOWN = new Effort(Double.NaN, Double.NaN);
    }

    /**
     * One learner on one kind of data.
     *
     * @param who learner or level, as a reader knows it
     * @param effort of a run
     */
    private record Cell(
            String family,
            String quality,
            String who,
            Outcome outcome,
            int seeds,
            Effort effort,
            String command) {
        String line() {
            return "| %s | %s | %s | %s | %s | %d | %s | %s | `%s` |"
                    .formatted(
                            family,
                            quality,
                            who,
                            outcome.last().words(),
                            outcome.best().words(),
                            seeds,
                            Double.isNaN(effort.seconds())
                                    ? "–"
                                    : Words.number(Math.rint(effort.seconds())),
                            Double.isNaN(effort.flops())
                                    ? "–"
                                    : String.format(Locale.ROOT, "%.2g", effort.flops() / 1e12),
                            command);
        }

        String row() {
            return CsvLog.line(
                    family,
                    quality,
                    who,
                    outcome.last().interquartileMean(),
                    outcome.last().interval().low(),
                    outcome.last().interval().high(),
                    outcome.best().interquartileMean(),
                    outcome.best().interval().low(),
                    outcome.best().interval().high(),
                    outcome.last().mean(),
                    seeds,
                    Double.isNaN(effort.seconds()) ? "" : effort.seconds(),
                    Double.isNaN(effort.flops()) ? "" : effort.flops(),
                    command);
        }
    }

    private static String key(String family, String quality, String who) {
        return String.join("/", family, quality, who);
    }

    /** As {@link Cell#row} wrote it. */
    private static Cell read(CsvTable.Row row) {
        return new Cell(
                row.text("family"),
                row.text("data"),
                row.text("who"),
                new Outcome(
                        summary(row, "last", row.number("last_mean")),
                        summary(row, "best", Double.NaN)),
                (int) row.integer("seeds"),
                new Effort(number(row, "seconds"), number(row, "flops")),
                row.text("command"));
    }

    private static Summary summary(CsvTable.Row row, String when, double mean) {
        return new Summary(
                row.number(when + "_iqm"),
                new Interval(row.number(when + "_low"), row.number(when + "_high")),
                mean,
                Double.NaN,
                Double.NaN);
    }

    private ScoreTable(Recipe recipe) {
        this.recipe = recipe;
    }

    /**
     * Reads what is finished.
     *
     * @throws IllegalArgumentException if nothing is
     */
    public static ScoreTable read(Path out, Budget budget) {
        ScoreTable table = new ScoreTable(new Recipe(out, budget));
        for (PaperFigure figure : PaperFigures.all(budget)) {
            if (!figure.number().equals(WHOLE)) { // its parts have numbers of their own
                table.add(figure, Measurements.read(figure, out, budget));
            }
        }
        if (table.cells.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s holds no finished run of a figure at scale %s. Make some: ./merpo figure 6-wind --scale %s --out %s"
                            .formatted(out, budget.scale(), budget.scale(), out));
        }
        return table;
    }

    /**
     * Rows of an earlier table where nothing is measured here.
     *
     * @param earlier its directory
     * @throws IllegalArgumentException if it holds none
     */
    public ScoreTable completedFrom(Path earlier) {
        Path file = earlier.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "%s holds no %s, must be the directory of an earlier table"
                            .formatted(earlier, FILE));
        }
        for (CsvTable.Row row : CsvTable.read(file).rows()) {
            Cell cell = read(row);
            cells.putIfAbsent(key(cell.family(), cell.quality(), cell.who()), cell);
        }
        return this;
    }

    /** Learners, and the levels that those of many tasks measured. */
    private void add(PaperFigure figure, Measurements measured) {
        for (Line line : figure.lines()) {
            Training training = line.training();
            if (training.newTasks().isPresent() || !seen.add(training)) {
                continue;
            }
            measured.trials(line)
                    .ifPresent(
                            all ->
                                    add(
                                            figure,
                                            training,
                                            name(line),
                                            all,
                                            effort(training, all.seeds())));
            if (training.together()) {
                for (String level : LEVELS) {
                    String who = PolicyLook.label(level);
                    measured.trials(line, level)
                            .ifPresent(all -> add(figure, training, who, all, Effort.UNKNOWN));
                }
            }
        }
    }

    /** What is there already, such as a level that another run measured too, stays. */
    private void add(
            PaperFigure figure, Training training, String who, Trials trials, Effort effort) {
        DatasetSpec data = training.data();
        cells.computeIfAbsent(
                key(data.environment(), data.quality(), who),
                first ->
                        new Cell(
                                data.environment(),
                                data.quality(),
                                who,
                                Outcome.of(trials),
                                trials.seeds().size(),
                                effort,
                                "./merpo figure " + figure.number()));
    }

    /** The learner, what a figure calls it where that says more, and what it is held near. */
    private static String name(Line line) {
        String title = line.training().title();
        String name = line.label().contains(title) ? line.label() : title + ", " + line.label();
        return line.training()
                .metaPolicy()
                .map(option -> name + ", " + MetaPolicy.named(option).words())
                .orElse(name);
    }

    /** Means over runs of what their stages took. */
    private Effort effort(Training training, List<Integer> seeds) {
        List<CsvTable> runs =
                training.runs(seeds.size()).stream()
                        .map(run -> recipe.run(training.name(run)).resolve(STAGES))
                        .filter(Files::isRegularFile)
                        .map(CsvTable::read)
                        .toList();
        return new Effort(mean(runs, "seconds"), mean(runs, "flops"));
    }

    /** Of the sums of a column, which older runs may lack. */
    private static double mean(List<CsvTable> runs, String column) {
        return runs.stream()
                .mapToDouble(
                        run ->
                                run.header().contains(column)
                                        ? run.rows().stream()
                                                .mapToDouble(row -> number(row, column))
                                                .sum()
                                        : Double.NaN)
                .average()
                .orElse(Double.NaN);
    }

    private static double number(CsvTable.Row row, String column) {
        return row.text(column).isEmpty() ? Double.NaN : row.number(column);
    }

    /** Families and qualities together. */
    private Stream<Cell> rows() {
        return cells.values().stream()
                .sorted(Comparator.comparing(Cell::family).thenComparing(Cell::quality));
    }

    /** In Markdown. */
    public String text() {
        StringBuilder text =
                new StringBuilder(
                        "| family | data | who | last evaluations | best evaluation | seeds | seconds | TFLOP | made by |\n|---|---|---|---|---|---|---|---|---|\n");
        rows().forEach(cell -> text.append(cell.line()).append('\n'));
        return text.append(
                        "\nInterquartile means over seeds and tasks in their 95 % stratified bootstrap intervals; 0 is a random policy, 1 SAC's final return (D4RL's references where it has some). Seconds of one run on one core and 10¹² floating-point operations of its matrix products, both without its dynamics models.\n")
                .toString();
    }

    private String csv() {
        StringBuilder text =
                new StringBuilder(
                        CsvLog.line(
                                "family",
                                "data",
                                "who",
                                "last_iqm",
                                "last_low",
                                "last_high",
                                "best_iqm",
                                "best_low",
                                "best_high",
                                "last_mean",
                                "seeds",
                                "seconds",
                                "flops",
                                "command"));
        rows().forEach(cell -> text.append(cell.row()));
        return text.toString();
    }

    /** Writes {@code table.md} and {@code table.csv} into a directory, over older ones. */
    public void write(Path directory) {
        AtomicText.write(directory.resolve("table.md"), text().getBytes(StandardCharsets.UTF_8));
        AtomicText.write(directory.resolve(FILE), csv().getBytes(StandardCharsets.UTF_8));
    }
}
