package merpo.benchmarks.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import merpo.benchmarks.figure.Spread;
import merpo.datagen.run.CsvTable;

/** How near to the data each policy's actions stay, as HTML. */
final class NearData {
    private static final String NOTE =
            "<p class=\"note\">Farther: share of states of the test tasks' data where state and chosen action are farther from the rest of the data than the data's own action there; 0.5 is drawn like the data. Distance: mean of the former over that of the latter.</p>\n";

    private NearData() {}

    /**
     * @param table of policy, task, share, distance_ratio
     */
    static String html(ReportedRun run, CsvTable table) {
        Map<String, List<CsvTable.Row>> policies = new LinkedHashMap<>();
        for (CsvTable.Row row : table.require("policy", "task", "share", "distance_ratio").rows()) {
            policies.computeIfAbsent(row.text("policy"), p -> new ArrayList<>()).add(row);
        }
        StringBuilder html =
                new StringBuilder(
                        "<table><thead><tr><th>policy</th><th class=\"n\">farther</th><th class=\"n\">distance</th></tr></thead><tbody>\n");
        policies.forEach(
                (policy, rows) ->
                        html.append("<tr>")
                                .append(Html.cell(run.label(policy)))
                                .append(Html.number(mean(rows, "share")))
                                .append(Html.number(mean(rows, "distance_ratio")))
                                .append("</tr>\n"));
        return html.append("</tbody></table>\n").append(NOTE).toString();
    }

    private static String mean(List<CsvTable.Row> rows, String column) {
        return String.format(
                Locale.ROOT,
                "%.2f",
                Spread.of(rows.stream().map(row -> row.number(column)).toList()).mean());
    }
}
