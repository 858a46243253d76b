package merpo.benchmarks.report;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import merpo.benchmarks.figure.Policy;
import merpo.benchmarks.figure.Spread;

/**
 * The measured returns as HTML: mean and spread per policy, and the scores of each task in a fold.
 */
final class ReturnsTable {
    private ReturnsTable() {}

    static String html(Results results) {
        String best = results.best().orElse("");
        StringBuilder html =
                new StringBuilder("<table class=\"results\"><thead><tr><th>policy</th>");
        html.append(
                "<th class=\"n\">return</th><th class=\"n\">score</th><th class=\"bar\"></th></tr></thead><tbody>\n");
        for (Map.Entry<String, Spread> entry : results.scores().entrySet()) {
            String policy = entry.getKey();
            html.append(policy.equals(best) ? "<tr class=\"best\">" : "<tr>")
                    .append(Html.cell(results.scale().label(policy)))
                    .append(Html.number(results.returns().get(policy).text(2)))
                    .append(Html.number(entry.getValue().text(2)))
                    .append(bar(policy, entry.getValue().mean()))
                    .append("</tr>\n");
        }
        return html.append("</tbody></table>\n").toString()
                + Html.details("Scores of each test task", tasks(results));
    }

    private static String bar(String policy, double score) {
        double percent = 100 * Math.max(0, Math.min(1, score));
        return String.format(
                Locale.ROOT,
                "<td class=\"bar\"><i style=\"width:%.1f%%;background:%s\"></i></td>",
                percent,
                Policy.hex(policy));
    }

    private static String tasks(Results results) {
        Set<String> tasks = new TreeSet<>();
        results.tasks().values().forEach(scores -> tasks.addAll(scores.keySet()));
        StringBuilder html = new StringBuilder("<table><thead><tr><th>policy</th>");
        tasks.forEach(
                task ->
                        html.append("<th class=\"n\">task ")
                                .append(Html.escape(task))
                                .append("</th>"));
        html.append("</tr></thead><tbody>\n");
        results.tasks()
                .forEach(
                        (policy, scores) -> {
                            html.append("<tr>").append(Html.cell(results.scale().label(policy)));
                            for (String task : tasks) {
                                Double score = scores.get(task);
                                html.append(
                                        Html.number(
                                                score == null
                                                        ? ""
                                                        : String.format(
                                                                Locale.ROOT, "%.3f", score)));
                            }
                            html.append("</tr>\n");
                        });
        return html.append("</tbody></table>\n").toString();
    }
}
