package merpo.benchmarks.paper;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import merpo.benchmarks.figure.PolicyLook;
import merpo.datagen.run.AtomicText;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.CsvTable;

/**
 * What every learner reached on every kind of data, of all finished runs below a directory: the
 * table that is looked for first.
 */
public final class ScoreTable {
    /** With the table's name these are the files it leaves. */
    public static final List<String> FILES = List.of("table.md", "table.csv");

    private static final String STAGES = "stages.csv";
    private static final String WHOLE = "6";

    /** Measured in runs of others, alike in all of them. */
    private static final List<String> LEVELS = List.of("behavior", "clone");

    private final Map<Training, List<Cell>> cells;
    private final Recipe recipe;

    /**
     * One learner on one dataset.
     *
     * @param who learner or level, as a reader knows it
     * @param seconds of a run on one core, its models' not among them; not a number for a level
     */
    private record Cell(
            DatasetSpec data,
            String who,
            Outcome outcome,
            int seeds,
            double seconds,
            String command) {
        String line() {
            return "| %s | %s | %s | %s | %s | %d | %s | `%s` |"
                    .formatted(
                            data.environment(),
                            data.quality(),
                            who,
                            outcome.last().words(),
                            outcome.best().words(),
                            seeds,
                            Double.isNaN(seconds) ? "–" : Words.number(Math.rint(seconds)),
                            command);
        }

        String row() {
            return CsvLog.line(
                    data.environment(),
                    data.quality(),
                    who,
                    outcome.last().interquartileMean(),
                    outcome.last().interval().low(),
                    outcome.last().interval().high(),
                    outcome.best().interquartileMean(),
                    outcome.best().interval().low(),
                    outcome.best().interval().high(),
                    outcome.last().mean(),
                    seeds,
                    Double.isNaN(seconds) ? "" : seconds,
                    command);
        }
    }

    private ScoreTable(Map<Training, List<Cell>> cells, Recipe recipe) {
        this.cells = cells;
        this.recipe = recipe;
    }

    /**
     * Reads what is finished.
     *
     * @throws IllegalArgumentException if nothing is
     */
    public static ScoreTable read(Path out, Budget budget) {
        ScoreTable table = new ScoreTable(new LinkedHashMap<>(), new Recipe(out, budget));
        for (PaperFigure figure : PaperFigures.all(budget)) {
            if (figure.number().equals(WHOLE)) {
                continue; // its parts follow
            }
            Measurements measured = Measurements.read(figure, out, budget);
            for (Line line : figure.lines()) {
                if (line.training().newTasks().isEmpty()) {
                    table.cells.computeIfAbsent(
                            line.training(), first -> table.of(figure, line, measured));
                }
            }
        }
        if (table.rows().findAny().isEmpty()) {
            throw new IllegalArgumentException(
                    "%s holds no finished run of a figure at scale %s. Make some: ./merpo figure 6-wind --scale %s --out %s"
                            .formatted(out, budget.scale(), budget.scale(), out));
        }
        return table;
    }

    private List<Cell> of(PaperFigure figure, Line line, Measurements measured) {
        List<Cell> own = new ArrayList<>();
        Optional<Trials> trials = measured.trials(line);
        trials.ifPresent(
                all ->
                        own.add(
                                new Cell(
                                        line.training().data(),
                                        name(line),
                                        Outcome.of(all),
                                        all.seeds().size(),
                                        seconds(line.training(), all.seeds()),
                                        "./merpo figure " + figure.number())));
        if (trials.isPresent() && line.training().together()) {
            for (String level : LEVELS) {
                measured.trials(line, level)
                        .ifPresent(
                                all ->
                                        own.add(
                                                new Cell(
                                                        line.training().data(),
                                                        PolicyLook.label(level),
                                                        Outcome.of(all),
                                                        all.seeds().size(),
                                                        Double.NaN,
                                                        "./merpo figure " + figure.number())));
            }
        }
        return own;
    }

    /** The learner, and what a figure calls it where that says more. */
    private static String name(Line line) {
        String title = line.training().trainable().title();
        return line.label().contains(title) ? line.label() : title + ", " + line.label();
    }

    /** Mean over runs of what their stages took. */
    private double seconds(Training training, List<Integer> seeds) {
        return training.runs(seeds.size()).stream()
                .map(run -> recipe.run(training.name(run)).resolve(STAGES))
                .filter(Files::isRegularFile)
                .mapToDouble(
                        file ->
                                CsvTable.read(file).rows().stream()
                                        .mapToDouble(row -> row.number("seconds"))
                                        .sum())
                .average()
                .orElse(Double.NaN);
    }

    /** One cell of each learner or level on each dataset; levels of several runs once. */
    private Stream<Cell> rows() {
        Map<String, Cell> once = new LinkedHashMap<>();
        cells.values().stream()
                .flatMap(List::stream)
                .forEach(cell -> once.putIfAbsent(cell.data().name() + "/" + cell.who(), cell));
        return once.values().stream()
                .sorted(
                        Comparator.comparing((Cell cell) -> cell.data().environment())
                                .thenComparing(cell -> cell.data().quality()));
    }

    /** In Markdown. */
    public String text() {
        StringBuilder text =
                new StringBuilder(
                        "| family | data | who | last evaluations | best evaluation | seeds | seconds | made by |\n|---|---|---|---|---|---|---|---|\n");
        rows().forEach(cell -> text.append(cell.line()).append('\n'));
        return text.append(
                        "\nInterquartile means over seeds and tasks in their 95 % stratified bootstrap intervals; 0 is a random policy, 1 SAC's final return (D4RL's references where it has some). Seconds of one run on one core, without its dynamics models.\n")
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
                                "command"));
        rows().forEach(cell -> text.append(cell.row()));
        return text.toString();
    }

    /** Writes {@link #FILES} into a directory, over older ones. */
    public void write(Path directory) {
        AtomicText.write(directory.resolve("table.md"), text().getBytes(StandardCharsets.UTF_8));
        AtomicText.write(directory.resolve("table.csv"), csv().getBytes(StandardCharsets.UTF_8));
    }
}
