package merpo.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import merpo.benchmarks.figure.Curve;
import merpo.benchmarks.figure.Figure;
import merpo.benchmarks.figure.SeedFigure;
import merpo.benchmarks.figure.SeedLine;

/** Trainings side by side, each by its own answer; their names say what differs. */
record Comparison(List<ReportedRun> runs) {
    private static final int WIDTH = 840;
    private static final int HEIGHT = 420;

    /** One name for each; directories where nothing else tells them apart. */
    List<String> labels() {
        List<Function<ReportedRun, String>> parts =
                List.of(
                        ReportedRun::method,
                        run -> run.config().environment(),
                        ReportedRun::data,
                        run -> run.config().scale(),
                        run -> "seed " + run.config().seed());
        List<Function<ReportedRun, String>> differ =
                parts.stream()
                        .filter(part -> runs.stream().map(part).distinct().count() > 1)
                        .toList();
        List<String> labels =
                runs.stream()
                        .map(
                                run ->
                                        differ.stream()
                                                .map(part -> part.apply(run))
                                                .collect(Collectors.joining(", ")))
                        .toList();
        return new HashSet<>(labels).size() == runs.size()
                ? labels
                : runs.stream().map(run -> run.root().toString()).toList();
    }

    /** A line for each that was measured. */
    Optional<Figure> figure() {
        List<String> labels = labels();
        List<SeedLine> lines = new ArrayList<>();
        StringBuilder numbers = new StringBuilder("step,run,mean,std,tasks\n");
        for (int i = 0; i < runs.size(); i++) {
            String label = labels.get(i);
            for (Curve curve : own(runs.get(i))) {
                for (Curve.Point point : curve.points()) {
                    numbers.append(
                            "%s,\"%s\",%s,%s,%d%n"
                                    .formatted(
                                            point.x(),
                                            label,
                                            point.y().mean(),
                                            point.y().std(),
                                            point.y().count()));
                }
                lines.add(new SeedLine(label, false, curve.points()));
            }
        }
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String units =
                runs.stream().map(ReportedRun::unit).distinct().collect(Collectors.joining(" or "));
        return Optional.of(
                SeedFigure.of("learning", "Learning", units, "score", lines, labels, WIDTH, HEIGHT)
                        .with(
                                "Score of each training's own policy: mean over its tasks, band one standard deviation.",
                                numbers.toString()));
    }

    private static List<Curve> own(ReportedRun run) {
        return run.returns().stream()
                .flatMap(table -> Curve.of(table, "step", "score").stream())
                .filter(curve -> curve.policy().equals(run.own()))
                .toList();
    }

    String page(List<Figure> figures) {
        List<String> labels = labels();
        List<Results> results = runs.stream().flatMap(run -> run.results().stream()).toList();
        double best =
                results.stream().mapToDouble(one -> one.own().mean()).max().orElse(Double.NaN);
        StringBuilder table = new StringBuilder();
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < runs.size(); i++) {
            ReportedRun run = runs.get(i);
            for (Results one : run.results().stream().toList()) {
                table.append(
                        ReturnsTable.row(
                                labels.get(i),
                                one.returns().get(run.own()),
                                one.own(),
                                "#0067B1",
                                one.own().mean() == best));
            }
            made.append(
                    Html.details(
                            labels.get(i) + ": " + run.root(),
                            Folds.learning(run) + Folds.making(run)));
        }
        String verdict =
                results.stream()
                        .max(Comparator.comparingDouble(one -> one.own().mean()))
                        .map(
                                one ->
                                        "The highest score is %s, of %s."
                                                .formatted(
                                                        one.own().text(2),
                                                        labels.get(runs.indexOf(one.run()))))
                        .orElse("Nothing was measured in the real environment.");
        return new ReportPage(runs.size() + " trainings side by side", verdict)
                .figures(figures)
                .section(
                        "Returns in the real environment",
                        results.isEmpty()
                                ? ""
                                : ReturnsTable.head("training")
                                        + table
                                        + "</tbody></table>\n"
                                        + Report.NOTE)
                .section("How each was made", made.toString())
                .html();
    }
}
