package merpo.benchmarks.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Memory;

/** How the run was made, as folds: configuration, versions and seeds, tasks, timings, memory. */
final class RunProvenance {
    private RunProvenance() {}

    static String html(Path run) {
        return Html.details("Time and memory of each stage", stages(run))
                + file(run, "config.yaml", "Configuration")
                + file(run, "provenance.json", "Revision, versions, seeds, platform")
                + file(run, "tasks.json", "Tasks");
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

    private static String stages(Path run) {
        StringBuilder html = new StringBuilder();
        html.append(
                "<table><thead><tr><th>stage</th><th class=\"n\">seconds</th><th class=\"n\">resident memory at its end</th></tr></thead><tbody>\n");
        double total = 0;
        if (Files.exists(run.resolve("stages.csv"))) {
            for (CsvTable.Row row : CsvTable.read(run.resolve("stages.csv")).rows()) {
                total += row.number("seconds");
                row(html, row.text("stage"), row.number("seconds"), row.integer("resident_bytes"));
            }
        }
        html.append("<tr class=\"best\"><td>together</td>")
                .append(Html.number(String.format(Locale.ROOT, "%.1f", total)));
        html.append(Html.number(firstMinute(run))).append("</tr>\n</tbody></table>\n");
        return html.toString();
    }

    private static void row(StringBuilder html, String stage, double seconds, long bytes) {
        html.append("<tr>").append(Html.cell(stage));
        html.append(Html.number(String.format(Locale.ROOT, "%.1f", seconds)));
        html.append(Html.number(Memory.mebibytes(bytes))).append("</tr>\n");
    }

    private static String firstMinute(Path run) {
        Path file = run.resolve("memory.csv");
        return !Files.exists(file)
                ? ""
                : CsvTable.read(file).rows().stream()
                        .filter(row -> row.text("moment").equals("first minute"))
                        .findFirst()
                        .map(
                                row ->
                                        Memory.mebibytes(row.integer("resident_bytes"))
                                                + " after the first minute")
                        .orElse("");
    }
}
