package merpo.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import merpo.agents.training.TrainedLearner;
import merpo.benchmarks.figure.BandFigure;
import merpo.benchmarks.figure.BehaviorFigure;
import merpo.benchmarks.figure.Drawing;
import merpo.benchmarks.figure.EmbeddingFigure;
import merpo.benchmarks.figure.Figure;
import merpo.benchmarks.figure.PosteriorFigure;
import merpo.benchmarks.figure.TrajectoryFigure;
import merpo.envs.storage.AtomicFile;

/** Figures as SVG and CSV, a row of them as a picture, and the page that shows everything. */
public final class Report {
    /** The page. */
    public static final String PAGE = "report.html";

    /** Directory of the figures. */
    public static final String FIGURES = "figures";

    private static final int PICTURED = 3; // figures in the overview
    private static final int PIXELS = 400; // of one of them

    private Report() {}

    /** Of one training, or of several side by side. */
    public static void write(List<ReportedRun> runs, Path out) {
        boolean alone = runs.size() == 1;
        List<Figure> figures = alone ? figures(runs.get(0)) : new Comparison(runs).figures();
        try {
            Files.createDirectories(out.resolve(FIGURES));
            for (Figure figure : figures) {
                write(out, FIGURES + "/" + figure.name() + ".svg", Drawing.svg(figure));
                write(out, FIGURES + "/" + figure.name() + ".csv", figure.numbers());
            }
            if (!figures.isEmpty()) {
                List<Figure> overview = figures.subList(0, Math.min(PICTURED, figures.size()));
                write(out, FIGURES + "/overview.svg", Drawing.svg("overview", overview));
                AtomicFile.write(
                        out.resolve(FIGURES + "/overview.png"),
                        AtomicFile.Existing.REPLACE,
                        Drawing.png(overview, PIXELS * overview.size()));
            }
            write(
                    out,
                    PAGE,
                    alone ? page(runs.get(0), figures) : new Comparison(runs).page(figures));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path out, String name, String text) throws IOException {
        AtomicFile.write(out.resolve(name), AtomicFile.Existing.REPLACE, text);
    }

    /** Those that the training has numbers for. */
    private static List<Figure> figures(ReportedRun run) {
        Optional<Figure> learning =
                run.returns()
                        .map(
                                table ->
                                        BandFigure.of(
                                                "learning",
                                                "Learning",
                                                Results.word(table)
                                                        + " while the method learns"
                                                        + (Results.measure(table).equals("score")
                                                                ? ", 0 the random policy, 1 "
                                                                        + Results.ONE
                                                                : ""),
                                                table,
                                                new BandFigure.Axis("step", run.unit()),
                                                Results.measure(table),
                                                run));
        Optional<Figure> adaptation =
                run.table(TrainedLearner.ADAPTATION)
                        .map(
                                table ->
                                        BandFigure.of(
                                                "adaptation",
                                                "Adaptation",
                                                Results.word(table)
                                                        + " on new tasks while each is adapted to from its own data alone",
                                                table,
                                                new BandFigure.Axis("step", "adaptation step"),
                                                Results.measure(table),
                                                run));
        String own = run.own();
        Optional<Figure> trajectories =
                run.table(TrainedLearner.TRAJECTORIES)
                        .map(table -> TrajectoryFigure.of(table, own, run.label(own), run.tasks()));
        return Stream.of(
                        learning,
                        adaptation,
                        run.table("embeddings.csv").map(EmbeddingFigure::of),
                        run.table("posterior.csv").map(PosteriorFigure::of),
                        trajectories,
                        run.behaviors()
                                .map(t -> BehaviorFigure.of(t, "The policies that made the data")))
                .flatMap(Optional::stream)
                .toList();
    }

    private static String page(ReportedRun run, List<Figure> figures) {
        String verdict =
                run.results()
                        .map(Results::verdict)
                        .orElse("Nothing was measured in the real environment.");
        return new ReportPage(run.title(), verdict)
                .figures(figures)
                .section(
                        "Returns in the real environment",
                        run.results()
                                .map(results -> ReturnsTable.html(results) + note(results))
                                .orElse(""))
                .section(
                        "How near to the data",
                        run.table("support.csv").map(t -> NearData.html(run, t)).orElse(""))
                .section("While it learned", Folds.learning(run))
                .section("How it was made", Folds.making(run))
                .html();
    }

    static String note(Results results) {
        return "<p class=\"note\">Mean ± standard deviation over the tasks. "
                + Html.escape(results.note())
                + " In bold the best. The numbers behind each figure lie beside this page in figures/.</p>\n";
    }
}
