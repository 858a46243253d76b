package merpo.benchmarks.report;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import merpo.benchmarks.figure.Drawing;
import merpo.benchmarks.figure.Figure;
import merpo.benchmarks.figure.Look;

/** One page that needs nothing beside itself: pictures inline, no script, no network. */
final class ReportPage {
    private static final int BROAD = 800; // pixels of a figure that has a row of its own

    private final StringBuilder body = new StringBuilder();
    private final String title;

    /**
     * @param verdict one sentence with the numbers
     */
    ReportPage(String title, String verdict) {
        this.title = title;
        body.append("<header>\n<h1>").append(Html.escape(title)).append("</h1>\n");
        body.append("<p class=\"verdict\">")
                .append(Html.escape(verdict))
                .append("</p>\n</header>\n");
    }

    ReportPage figures(List<Figure> figures) {
        if (!figures.isEmpty()) {
            body.append("<section class=\"figures\">\n");
            figures.forEach(figure -> body.append(captioned(figure)));
            body.append("</section>\n");
        }
        return this;
    }

    /** A figure with its caption. */
    static String captioned(Figure figure) {
        return "<figure%s>\n%s\n<figcaption>%s</figcaption>\n</figure>\n"
                .formatted(
                        figure.width() > BROAD ? " class=\"broad\"" : "",
                        themed(Drawing.element(figure)),
                        Html.escape(figure.caption()));
    }

    /** A section; none where there is nothing in it. */
    ReportPage section(String heading, String html) {
        if (!html.isEmpty()) {
            body.append("<section>\n<h2>").append(Html.escape(heading)).append("</h2>\n");
            body.append(html).append("</section>\n");
        }
        return this;
    }

    String html() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                %s</body>
                </html>
                """
                .formatted(Html.escape(title), style(), body);
    }

    /** Ink and grid become variables of the page, so that a dark page gets light words. */
    static String themed(String svg) {
        return svg.replace(rgb(Look.INK), "var(--ink)").replace(rgb(Look.GRID), "var(--grid)");
    }

    private static String rgb(Color color) {
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
