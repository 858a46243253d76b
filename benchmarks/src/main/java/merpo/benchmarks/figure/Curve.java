package merpo.benchmarks.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import merpo.datagen.run.CsvTable;

/** How one number of one policy goes along an axis, with its spread over tasks. */
public record Curve(String policy, List<Point> points) {
    /** The spread over tasks, or seeds, at one place of the axis. */
    public record Point(double x, Spread y) {}

    /**
     * The curves of a table with a row per place, task and policy. Rows of one task at one place
     * (several seeds) are averaged first, so that every task counts the same.
     */
    public static List<Curve> of(CsvTable table, String x, String y) {
        table.require(x, "task", "policy", y);
        Map<String, Map<Double, Map<String, List<Double>>>> cells = new TreeMap<>();
        for (CsvTable.Row row : table.rows()) {
            cells.computeIfAbsent(row.text("policy"), p -> new TreeMap<>())
                    .computeIfAbsent(row.number(x), p -> new TreeMap<>())
                    .computeIfAbsent(row.text("task"), p -> new ArrayList<>())
                    .add(row.number(y));
        }
        return cells.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(PolicyLook.BY_ORDER))
                .map(entry -> new Curve(entry.getKey(), points(entry.getValue())))
                .toList();
    }

    private static List<Point> points(Map<Double, Map<String, List<Double>>> places) {
        return places.entrySet().stream()
                .map(place -> new Point(place.getKey(), overTasks(place.getValue())))
                .toList();
    }

    private static Spread overTasks(Map<String, List<Double>> tasks) {
        return Spread.of(tasks.values().stream().map(values -> Spread.of(values).mean()).toList());
    }
}
