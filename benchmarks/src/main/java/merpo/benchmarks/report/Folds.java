package merpo.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import merpo.benchmarks.figure.Drawing;
import merpo.benchmarks.figure.Figure;
import merpo.benchmarks.figure.MetricFigures;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Memory;

/** What a training leaves beside its returns, folded: nothing where there is no such file. */
final class Folds {
    private Folds() {}

    /** What was seen while it learned. */
    static String learning(ReportedRun run) {
        return lines(run, "metrics.csv", "Losses and what else the learner saw")
                + lines(run, "diagnosis.csv", "Diagnosis of each epoch")
                + table(run, "alarms.csv", "Alarms")
                + table(run, "model/quality.csv", "Quality of the dynamics models")
                + lines(run, "model/metrics.csv", "Training of the dynamics models")
                + lines(run, "clone/metrics.csv", "Training of the clones");
    }

    /** How it was made. */
    static String making(ReportedRun run) {
        return file(run.root(), "config.yaml", "Configuration")
                + file(run.root(), "provenance.json", "Revision, versions, seeds, platform")
                + run.table("stages.csv").map(Folds::stages).orElse("");
    }

    private static String lines(ReportedRun run, String name, String title) {
        return run.table(name)
                .map(table -> MetricFigures.of(name.replaceAll("\\W", "-"), table))
                .filter(figures -> !figures.isEmpty())
                .map(figures -> Html.details(title, multiples(figures)))
                .orElse("");
    }

    private static String multiples(List<Figure> figures) {
        return figures.stream()
                .map(figure -> ReportPage.themed(Drawing.element(figure)))
                .collect(Collectors.joining("\n", "<div class=\"multiples\">\n", "\n</div>\n"));
    }

    private static String table(ReportedRun run, String name, String title) {
        Optional<CsvTable> table = run.table(name);
        return table.map(found -> Html.details(title, cells(found))).orElse("");
    }

    private static String cells(CsvTable table) {
        StringBuilder html = new StringBuilder("<table><thead><tr>");
        table.header().forEach(name -> html.append("<th>" + Html.escape(name) + "</th>"));
        html.append("</tr></thead><tbody>\n");
        for (CsvTable.Row row : table.rows()) {
            html.append("<tr>");
            table.header().forEach(name -> html.append(cell(row.text(name))));
            html.append("</tr>\n");
        }
        return html.append("</tbody></table>\n").toString();
    }

    /** Fractions to four digits. */
    private static String cell(String text) {
        return text.matches("-?\\d+\\.\\d+(E-?\\d+)?")
                ? Html.number(String.format(Locale.ROOT, "%.4g", Double.parseDouble(text)))
                : Html.cell(text);
    }

    private static String file(Path run, String name, String title) {
        Path file = run.resolve(name);
        try {
            return Files.isRegularFile(file)
                    ? Html.details(
                            title, "<pre>" + Html.escape(Files.readString(file)) + "</pre>\n")
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
    }

    private static String stages(CsvTable table) {
        StringBuilder html =
                new StringBuilder(
                        "<table><thead><tr><th>stage</th><th class=\"n\">seconds</th><th class=\"n\">resident memory at its end</th></tr></thead><tbody>\n");
        for (CsvTable.Row row : table.rows()) {
            html.append("<tr>").append(Html.cell(row.text("stage")));
            html.append(Html.number(String.format(Locale.ROOT, "%.1f", row.number("seconds"))));
            html.append(Html.number(Memory.mebibytes(row.integer("resident_bytes"))));
            html.append("</tr>\n");
        }
        return Html.details(
                "Time and memory of each stage", html.append("</tbody></table>\n").toString());
    }
}
