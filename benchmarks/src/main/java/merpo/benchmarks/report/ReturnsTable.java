package merpo.benchmarks.report;

import java.util.Locale;
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
        for (String policy : results.measures().keySet()) {
            html.append(
                    row(
                            results,
                            policy,
                            results.run().label(policy),
                            MethodLook.hex(results.run().color(policy)),
                            policy.equals(best)));
        }
        String each = results.scored() ? "Scores of each task" : "Returns of each task";
        return html.append("</tbody></table>\n") + Html.details(each, tasks(results));
    }

    static String head(String first) {
        return "<table class=\"results\"><thead><tr><th>"
                + first
                + "</th><th class=\"n\">return</th><th class=\"n\">score</th><th class=\"bar\"></th></tr></thead><tbody>\n";
    }

    static String row(Results results, String policy, String label, String color, boolean best) {
        Spread measure = results.measures().get(policy);
        double percent = results.scored() ? 100 * Math.max(0, Math.min(1, measure.mean())) : 0;
        return (best ? "<tr class=\"best\">" : "<tr>")
                + Html.cell(label)
                + Html.number(results.returns().get(policy).text(2))
                + Html.number(results.scored() ? measure.text(2) : "")
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
