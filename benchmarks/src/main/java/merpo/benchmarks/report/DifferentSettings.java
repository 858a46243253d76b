package merpo.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import merpo.agents.training.TrainingConfig;
import merpo.datagen.settings.ConfigYaml;

/** Where the settings of trainings differ, as a table: which change made the difference. */
final class DifferentSettings {
    private static final String NONE = "–";
    private static final String DIGESTS = "data.digests";

    private DifferentSettings() {}

    /**
     * Settings that two or more have and that are not alike; what only one method knows is no
     * difference. Empty where there is none.
     *
     * @param configs by the name of each line
     */
    static String table(Map<String, TrainingConfig> configs) {
        Map<String, Map<String, String>> values = new LinkedHashMap<>();
        configs.forEach(
                (line, config) -> {
                    Map<String, String> own = new LinkedHashMap<>();
                    flatten(ConfigYaml.tree(config.ofAnySeed()), "", own);
                    values.put(line, own);
                });
        TreeSet<String> keys = new TreeSet<>();
        values.values().forEach(own -> keys.addAll(own.keySet()));
        StringBuilder rows = new StringBuilder();
        for (String key : keys) {
            List<String> there = new ArrayList<>();
            values.values().forEach(own -> there.add(own.get(key)));
            List<String> known = there.stream().filter(Objects::nonNull).toList();
            if (known.size() > 1 && known.stream().distinct().count() > 1) {
                rows.append("<tr>").append(Html.cell(key));
                there.forEach(one -> rows.append(Html.number(one == null ? NONE : one)));
                rows.append("</tr>\n");
            }
        }
        if (rows.isEmpty()) {
            return "";
        }
        StringBuilder head =
                new StringBuilder("<div class=\"wide\"><table><thead><tr><th>setting</th>");
        values.keySet()
                .forEach(
                        line ->
                                head.append("<th class=\"n\">")
                                        .append(Html.escape(line))
                                        .append("</th>"));
        return head.append("</tr></thead><tbody>\n") + rows.toString() + "</tbody></table></div>\n";
    }

    private static void flatten(JsonNode node, String path, Map<String, String> values) {
        if (path.equals(DIGESTS)) { // the names of the lines say which data
            return;
        }
        if (!node.isObject()) {
            values.put(path, node.isValueNode() ? node.asText() : node.toString());
            return;
        }
        node.properties()
                .forEach(
                        field ->
                                flatten(
                                        field.getValue(),
                                        path.isEmpty()
                                                ? field.getKey()
                                                : path + "." + field.getKey(),
                                        values));
    }
}
