package merpo.benchmarks.inspect;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import merpo.benchmarks.figure.DatasetFigures;
import merpo.benchmarks.figure.Drawing;
import merpo.benchmarks.figure.Figure;
import merpo.benchmarks.figure.Look;
import merpo.benchmarks.report.Html;
import merpo.datagen.inspect.Histogram;
import merpo.datagen.inspect.Inspection;
import merpo.datagen.inspect.Verdict;

/** Dataset cards as one page that needs nothing beside itself: no script, no network. */
final class DatasetPage {
    private static final String STYLE = "/merpo/benchmarks/report/report.css";

    private DatasetPage() {}

    static String html(String title, List<Inspection> all) {
        StringBuilder page =
                new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.append("<title>")
                .append(Html.escape(title))
                .append("</title>\n<style>\n")
                .append(style());
        page.append("</style>\n</head>\n<body>\n<header>\n<h1>").append(Html.escape(title));
        long sound = all.stream().filter(Inspection::sound).count();
        page.append("</h1>\n<p class=\"verdict\">")
                .append(sound)
                .append(" of ")
                .append(all.size())
                .append(" datasets pass every check.</p>\n</header>\n");
        for (int i = 0; i < all.size(); i++) {
            page.append(card(all.get(i), i));
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private static String card(Inspection one, int number) {
        StringBuilder card = new StringBuilder("<section>\n<h2>");
        card.append(Html.escape(one.file().getFileName().toString())).append("</h2>\n<table>\n");
        for (Map.Entry<String, String> fact : InspectionText.facts(one).entrySet()) {
            card.append(row("<th>" + Html.escape(fact.getKey()) + "</th>", fact.getValue()));
        }
        card.append("</table>\n");
        if (!one.notes().isEmpty()) {
            card.append("<h2>Rules applied to the rows</h2>\n<ul>\n");
            one.notes()
                    .forEach(
                            note ->
                                    card.append("<li>")
                                            .append(Html.escape(note))
                                            .append("</li>\n"));
            card.append("</ul>\n");
        }
        card.append("<h2>Episodes</h2>\n<div class=\"figures\">\n");
        figures(one, number).forEach(figure -> card.append(figure(figure)));
        card.append("</div>\n<h2>Checks</h2>\n<table>\n");
        for (Verdict verdict : one.verdicts()) {
            card.append(
                    row(
                            "<th>"
                                    + verdict.outcome().text()
                                    + "</th><td>"
                                    + Html.escape(verdict.check())
                                    + "</td>",
                            verdict.detail()));
        }
        return card.append("</table>\n</section>\n").toString();
    }

    private static String row(String head, String value) {
        return "<tr>" + head + "<td>" + Html.escape(value) + "</td></tr>\n";
    }

    private static List<Figure> figures(Inspection one, int number) {
        Histogram returns = one.returns();
        double[] edges =
                IntStream.rangeClosed(0, returns.counts().size())
                        .mapToDouble(returns::edge)
                        .toArray();
        double[] lengths = one.dataset().episodes().stream().mapToDouble(e -> e.length()).toArray();
        String prefix = "card" + number + "-";
        return List.of(
                DatasetFigures.histogram(
                        prefix + "returns", "Returns", "return", edges, returns.counts()),
                DatasetFigures.perEpisode(
                        prefix + "course", "Returns in order", "return", one.dataset().returns()),
                DatasetFigures.perEpisode(
                        prefix + "lengths", "Lengths in order", "length", lengths));
    }

    private static String figure(Figure figure) {
        return "<figure>\n"
                + Drawing.element(figure)
                        .replace(rgb(Look.INK), "var(--ink)")
                        .replace(rgb(Look.GRID), "var(--grid)")
                + "\n<figcaption>"
                + Html.escape(figure.caption())
                + "</figcaption>\n</figure>\n";
    }

    private static String rgb(Color color) {
        return "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")";
    }

    private static String style() {
        try (InputStream css = DatasetPage.class.getResourceAsStream(STYLE)) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
