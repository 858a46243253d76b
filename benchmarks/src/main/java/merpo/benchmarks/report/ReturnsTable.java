package merpo.benchmarks.report;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import merpo.benchmarks.figure.MethodLook;
import merpo.benchmarks.figure.Spread;

/**
 * The measured returns as HTML: mean and spread per policy, and the scores of each task in a fold.
 */
final class ReturnsTable {
    private ReturnsTable() {}

    static String html(Results results) {
        String best = results.best().orElse("");
        StringBuilder html = new StringBuilder(head("policy"));
        for (Map.Entry<String, Spread> entry : results.scores().entrySet()) {
            String policy = entry.getKey();
            html.append(
                    row(
                            results.run().label(policy),
                            results.returns().get(policy),
                            entry.getValue(),
                            MethodLook.hex(results.run().color(policy)),
                            policy.equals(best)));
        }
        return html.append("</tbody></table>\n").toString()
                + Html.details("Scores of each task", tasks(results));
    }

    static String head(String first) {
        return "<table class=\"results\"><thead><tr><th>"
                + first
                + "</th><th class=\"n\">return</th><th class=\"n\">score</th><th class=\"bar\"></th></tr></thead><tbody>\n";
    }

    static String row(String label, Spread returns, Spread score, String color, boolean best) {
        double percent = 100 * Math.max(0, Math.min(1, score.mean()));
        return (best ? "<tr class=\"best\">" : "<tr>")
                + Html.cell(label)
                + Html.number(returns.text(2))
                + Html.number(score.text(2))
                + String.format(
                        Locale.ROOT,
                        "<td class=\"bar\"><i style=\"width:%.1f%%;background:%s\"></i></td></tr>\n",
                        percent,
                        color);
    }

    private static String tasks(Results results) {
        Set<Long> tasks = new TreeSet<>();
        results.tasks().values().forEach(scores -> tasks.addAll(scores.keySet()));
        StringBuilder html = new StringBuilder("<table><thead><tr><th>policy</th>");
        tasks.forEach(task -> html.append("<th class=\"n\">task ").append(task).append("</th>"));
        html.append("</tr></thead><tbody>\n");
        results.tasks()
                .forEach(
                        (policy, scores) -> {
                            html.append("<tr>").append(Html.cell(results.run().label(policy)));
                            for (Long task : tasks) {
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
