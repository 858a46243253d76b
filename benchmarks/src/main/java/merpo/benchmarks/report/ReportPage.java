package merpo.benchmarks.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import merpo.benchmarks.figure.Drawing;
import merpo.benchmarks.figure.Figure;
import merpo.benchmarks.figure.Look;

/** One page that needs nothing beside itself: pictures inline, no script, no network. */
final class ReportPage {
    private ReportPage() {}

    static String html(Path run, String title, Results results, List<Figure> figures) {
        StringBuilder page =
                new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.append("<title>")
                .append(Html.escape(title))
                .append("</title>\n<style>\n")
                .append(style());
        page.append("</style>\n</head>\n<body>\n<header>\n<h1>")
                .append(Html.escape(title))
                .append("</h1>\n");
        page.append("<p class=\"verdict\">")
                .append(Html.escape(results.verdict()))
                .append("</p>\n</header>\n");
        page.append("<section class=\"figures\">\n");
        figures.forEach(figure -> page.append(figure(figure)));
        page.append("</section>\n<section>\n<h2>Returns in the real environment</h2>\n");
        page.append(ReturnsTable.html(results));
        page.append(
                        "<p class=\"note\">Mean ± standard deviation over the test tasks. Score: 0 is the random policy, 1 ")
                .append(
                        results.scale().one()
                                + ". In bold the best policy. The numbers behind each figure lie beside this")
                .append(
                        " page in figures/.</p>\n</section>\n<section>\n<h2>How it was made</h2>\n");
        page.append(RunProvenance.html(run));
        return page.append("</section>\n</body>\n</html>\n").toString();
    }

    private static String figure(Figure figure) {
        return "<figure>\n"
                + themed(Drawing.element(figure))
                + "\n<figcaption>"
                + Html.escape(figure.caption())
                + "</figcaption>\n</figure>\n";
    }

    /** Ink and grid become variables of the page, so that a dark page gets light words. */
    private static String themed(String svg) {
        return svg.replace(rgb(Look.INK), "var(--ink)").replace(rgb(Look.GRID), "var(--grid)");
    }

    private static String rgb(java.awt.Color color) {
        return "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")";
    }

    private static String style() {
        try (InputStream css = ReportPage.class.getResourceAsStream("report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
