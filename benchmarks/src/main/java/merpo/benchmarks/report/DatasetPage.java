package merpo.benchmarks.report;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import merpo.benchmarks.figure.DatasetFigures;
import merpo.benchmarks.figure.Figure;
import merpo.datagen.inspect.Histogram;
import merpo.datagen.inspect.Inspection;
import merpo.datagen.inspect.InspectionText;
import merpo.datagen.inspect.Verdict;

/** Dataset cards as one page that needs nothing beside itself: no script, no network. */
public final class DatasetPage {
    private DatasetPage() {}

    /** A card for each dataset. */
    public static String html(String title, List<Inspection> all) {
        long sound = all.stream().filter(Inspection::sound).count();
        ReportPage page =
                new ReportPage(title, sound + " of " + all.size() + " datasets pass every check.");
        for (int i = 0; i < all.size(); i++) {
            page.section(all.get(i).file().getFileName().toString(), card(all.get(i), i));
        }
        return page.html();
    }

    private static String card(Inspection one, int number) {
        StringBuilder card = new StringBuilder("<table>\n");
        for (Map.Entry<String, String> fact : InspectionText.facts(one).entrySet()) {
            card.append(row("<th>" + Html.escape(fact.getKey()) + "</th>", fact.getValue()));
        }
        card.append("</table>\n");
        if (!one.notes().isEmpty()) {
            card.append("<h2>Rules applied to the rows</h2>\n<ul>\n");
            one.notes().forEach(note -> card.append("<li>" + Html.escape(note) + "</li>\n"));
            card.append("</ul>\n");
        }
        card.append("<h2>Episodes</h2>\n<div class=\"figures\">\n");
        figures(one, number).forEach(figure -> card.append(ReportPage.captioned(figure)));
        card.append("</div>\n<h2>Checks</h2>\n<table>\n");
        for (Verdict verdict : one.verdicts()) {
            String head = "<th>" + verdict.outcome().text() + "</th>" + Html.cell(verdict.check());
            card.append(row(head, verdict.detail()));
        }
        return card.append("</table>\n").toString();
    }

    private static String row(String head, String value) {
        return "<tr>" + head + Html.cell(value) + "</tr>\n";
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
}
