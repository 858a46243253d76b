package merpo.benchmarks.report;

import java.util.List;
import merpo.benchmarks.figure.Drawing;
import merpo.benchmarks.figure.Figure;
import merpo.benchmarks.figure.Figures;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Stage;

/**
 * The last stage: figures as SVG and CSV, a row of them as a picture, and the page that shows
 * everything.
 */
public final class ReportStage implements Stage {
    private static final int OVERVIEW_PIXELS = 1200;

    private final String title;

    /** Makes the page with a title such as "point-robot-wind, medium data, seed 0". */
    public ReportStage(String title) {
        this.title = title;
    }

    @Override
    public String name() {
        return "report";
    }

    @Override
    public String command() {
        return "report";
    }

    @Override
    public List<String> needs() {
        return List.of("test");
    }

    @Override
    public void run(RunDirectory run, Progress progress) {
        Results results = Results.read(run.root());
        List<Figure> figures = Figures.all(run.root());
        progress.stage(name(), figures.size() + 1, "pictures");
        for (int i = 0; i < figures.size(); i++) {
            Figure figure = figures.get(i);
            run.writeText("figures/" + figure.name() + ".svg", Drawing.svg(figure));
            run.writeText("figures/" + figure.name() + ".csv", figure.numbers());
            progress.step(i + 1, figure.name());
        }
        List<Figure> overview = figures.subList(0, 3); // learning, adaptation, trajectories
        run.writeText("figures/overview.svg", Drawing.svg("overview", overview));
        run.writeBytes("figures/overview.png", Drawing.png(overview, OVERVIEW_PIXELS));
        run.writeText("report.html", ReportPage.html(run.root(), title, results, figures));
        progress.step(figures.size() + 1, "report.html");
    }
}
