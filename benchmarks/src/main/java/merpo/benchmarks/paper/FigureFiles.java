package merpo.benchmarks.paper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.benchmarks.figure.Sheet;
import merpo.datagen.run.AtomicText;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.CsvTable;

/**
 * What a figure leaves in its directory: {@code figure.svg}, {@code figure.png}, {@code figure.csv}
 * with every number drawn, {@code outcomes.csv}, {@code verdicts.csv} and a {@code README.md} that
 * shows them.
 */
public final class FigureFiles {
    private static final String NUMBERS = "figure.csv";
    private static final int PIXELS_PER_COLUMN = 800;

    private final PaperFigure figure;
    private final Path out;
    private final Budget budget;
    private final Measurements measured;
    private final List<Judgement> judgements;
    private final Outcomes outcomes;

    private FigureFiles(PaperFigure figure, Path out, Budget budget, Measurements measured) {
        this.figure = figure;
        this.out = out;
        this.budget = budget;
        this.measured = measured;
        this.judgements = Judgement.all(figure.claims(), measured);
        this.outcomes = Outcomes.of(figure, measured);
    }

    /** Reads the runs that are finished and judges the claims on them. */
    public static FigureFiles read(PaperFigure figure, Path out, Budget budget) {
        return new FigureFiles(figure, out, budget, Measurements.read(figure, out, budget));
    }

    /**
     * The same; lines whose runs are not all finished are those of an earlier drawing.
     *
     * @param earlier its directory
     * @throws IllegalArgumentException if it holds no drawing of the figure
     */
    public static FigureFiles read(PaperFigure figure, Path out, Budget budget, Path earlier) {
        Measurements all =
                Measurements.read(figure, out, budget).completedFrom(drawn(figure, earlier));
        return new FigureFiles(figure, out, budget, all);
    }

    /**
     * The directory itself, where it has lines of the figure to take.
     *
     * @throws IllegalArgumentException if the directory holds none of the figure
     */
    public static Path requireDrawing(PaperFigure figure, Path earlier) {
        Measurements unused = drawn(figure, earlier);
        return earlier;
    }

    private static Measurements drawn(PaperFigure figure, Path earlier) {
        Path table = earlier.resolve(NUMBERS);
        if (!Files.isRegularFile(table)) {
            throw new IllegalArgumentException(
                    "%s holds no %s, must be the directory of an earlier drawing of figure %s"
                            .formatted(earlier, NUMBERS, figure.number()));
        }
        return Measurements.of(figure, CsvTable.read(table));
    }

    /** The directory of a figure. */
    public static Path directory(PaperFigure figure, Path out) {
        return out.resolve(figure.name());
    }

    /**
     * Writes the files, over older ones; the drawing only where some run is finished.
     *
     * @return their names
     */
    public List<String> write() {
        Path directory = directory(figure, out);
        List<String> caption = MadeOf.caption(figure, out, budget, measured);
        Optional<Sheet> sheet = new Drawn(figure, measured).sheet(caption);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("README.md", bytes(page(caption, sheet.isPresent())));
        files.put(NUMBERS, bytes(numbers()));
        files.put("outcomes.csv", bytes(outcomes.table()));
        files.put("verdicts.csv", bytes(verdicts()));
        sheet.ifPresent(
                drawn -> {
                    files.put("figure.svg", bytes(drawn.svg()));
                    files.put("figure.png", drawn.png(PIXELS_PER_COLUMN * drawn.across()));
                });
        try {
            Files.createDirectories(directory);
            for (String old : List.of("figure.svg", "figure.png")) {
                Files.deleteIfExists(directory.resolve(old));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be written: " + e, e);
        }
        files.forEach((name, content) -> AtomicText.write(directory.resolve(name), content));
        return List.copyOf(files.keySet());
    }

    /** Whether every run that it draws was measured. */
    public boolean complete() {
        return measured.missing().isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The claims for a terminal: one line each, its numbers below. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        text.append("Figure ").append(figure.number()).append(": ").append(figure.title());
        text.append('\n');
        for (Judgement one : judgements) {
            text.append(
                    "  %-13s %-9s %-58s seeds %s%n"
                            .formatted(
                                    one.mean().state().words(),
                                    one.claim().origin().words(),
                                    one.claim().name(),
                                    one.fraction()));
            text.append("                ").append(one.mean().numbers()).append('\n');
            if (!one.margins().isEmpty()) {
                text.append("                difference ").append(one.intervals()).append('\n');
            }
        }
        if (!measured.missing().isEmpty()) {
            text.append("  missing runs: ");
            text.append(String.join(", ", measured.missing())).append('\n');
        }
        return text.toString();
    }

    private String numbers() {
        StringBuilder text =
                new StringBuilder(
                        CsvLog.line("line", "policy", "seed", "task", "step", "return", "score"));
        measured.shown()
                .forEach(
                        (of, rows) ->
                                rows.forEach(
                                        one ->
                                                text.append(
                                                        CsvLog.line(
                                                                of.line(),
                                                                of.policy(),
                                                                one.seed(),
                                                                one.task(),
                                                                one.step(),
                                                                one.undiscounted(),
                                                                one.score()))));
        return text.toString();
    }

    private String verdicts() {
        StringBuilder text =
                new StringBuilder(
                        CsvLog.line(
                                "claim",
                                "origin",
                                "predicate",
                                "level",
                                "holds",
                                "numbers",
                                "difference",
                                "excludes_0"));
        for (Judgement one : judgements) {
            text.append(row(one.claim(), "mean", one.mean(), one.intervals(), one.settled()));
            one.seeds()
                    .forEach(
                            (seed, verdict) ->
                                    text.append(row(one.claim(), "seed " + seed, verdict, "", "")));
        }
        return text.toString();
    }

    private static String row(
            Claim claim, String level, ClaimVerdict verdict, String intervals, String settled) {
        return CsvLog.line(
                claim.name(),
                claim.origin().words(),
                claim.condition().text(),
                level,
                verdict.state().words(),
                verdict.numbers(),
                intervals,
                settled);
    }

    private String page(List<String> caption, boolean drawn) {
        List<String> lines = new ArrayList<>();
        lines.add("# Figure " + figure.number() + ": " + figure.title());
        lines.add("");
        if (drawn) {
            lines.add("![" + figure.title() + "](figure.svg)");
            lines.add("");
        }
        for (String paragraph : caption) {
            lines.add(paragraph);
            lines.add("");
        }
        lines.add("| claim | of | on the means | seeds | difference | excludes 0 | numbers |");
        lines.add("|---|---|---|---|---|---|---|");
        for (Judgement one : judgements) {
            lines.add(
                    "| %s | %s | %s | %s | %s | %s | %s |"
                            .formatted(
                                    one.claim().name(),
                                    one.claim().origin().words(),
                                    one.mean().state().words(),
                                    one.fraction(),
                                    one.intervals(),
                                    one.settled(),
                                    one.mean().numbers().replace("|", "\\|")));
        }
        lines.add("");
        lines.addAll(outcomes.page());
        lines.add("");
        lines.add(
                "Made by `./merpo figure %s --scale %s --seeds %d`; each seed's verdict is in `verdicts.csv`, every number in `figure.csv`, more summaries in `outcomes.csv`."
                        .formatted(figure.number(), budget.scale(), budget.seeds()));
        return String.join("\n", lines) + "\n";
    }
}
