package merpo.benchmarks.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import merpo.benchmarks.trials.Outcome;
import merpo.benchmarks.trials.Summary;
import merpo.datagen.run.CsvLog;

/** How the lines of a figure ended and how good they were at best, for people and programs. */
record Outcomes(Map<Line, Outcome> byLine) {
    static Outcomes of(PaperFigure figure, Measurements measured) {
        Map<Line, Outcome> byLine = new LinkedHashMap<>();
        for (Line line : figure.lines()) {
            measured.trials(line).ifPresent(trials -> byLine.put(line, Outcome.of(trials)));
        }
        return new Outcomes(byLine);
    }

    /** A table in Markdown. */
    List<String> page() {
        List<String> lines = new ArrayList<>();
        lines.add("| line | last evaluations | best evaluation |");
        lines.add("|---|---|---|");
        byLine.forEach(
                (line, outcome) ->
                        lines.add(
                                "| %s | %s | %s |"
                                        .formatted(
                                                line.key(),
                                                outcome.last().words(),
                                                outcome.best().words())));
        lines.add("");
        lines.add(
                "Interquartile means over seeds and tasks in their 95 % stratified bootstrap intervals; best: of each run the evaluation with the highest mean over tasks.");
        return lines;
    }

    /** One row for the end and one for the best of each line. */
    String table() {
        StringBuilder text =
                new StringBuilder(
                        CsvLog.line(
                                "line",
                                "when",
                                "iqm",
                                "iqm_low",
                                "iqm_high",
                                "mean",
                                "median",
                                "optimality_gap"));
        byLine.forEach(
                (line, outcome) -> {
                    text.append(row(line, "last", outcome.last()));
                    text.append(row(line, "best", outcome.best()));
                });
        return text.toString();
    }

    private static String row(Line line, String when, Summary scores) {
        return CsvLog.line(
                line.key(),
                when,
                scores.interquartileMean(),
                scores.interval().low(),
                scores.interval().high(),
                scores.mean(),
                scores.median(),
                scores.optimalityGap());
    }
}
