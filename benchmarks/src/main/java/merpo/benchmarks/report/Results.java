package merpo.benchmarks.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import merpo.benchmarks.figure.Policy;
import merpo.benchmarks.figure.Scale;
import merpo.benchmarks.figure.Spread;
import merpo.benchmarks.figure.Tables;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Names;

/**
 * What was measured in the real environment, per policy over the test tasks.
 *
 * @param scale what a score of 1 means
 * @param returns mean and spread of the undiscounted return, in the order of tables
 * @param scores the same for the score: 0 random, 1 optimum
 * @param tasks score by policy, then task
 */
record Results(
        Scale scale,
        Map<String, Spread> returns,
        Map<String, Spread> scores,
        Map<String, Map<String, Double>> tasks) {
    /** Not competitors: the two ends of the scale. */
    private static final Set<String> ENDS = Set.of("random", "optimum");

    static Results read(Path run) {
        CsvTable table =
                Tables.read(run, Tables.RETURNS).require("policy", "task", "return", "score");
        Map<String, Map<String, List<Double>>> cells = new TreeMap<>();
        for (CsvTable.Row row : table.rows()) {
            cells.computeIfAbsent(row.text("policy"), p -> new TreeMap<>(byNumber()))
                    .computeIfAbsent(row.text("task"), t -> new ArrayList<>())
                    .add(row.number("score"));
        }
        Map<String, Map<String, Double>> tasks =
                new TreeMap<>(
                        Comparator.comparingInt(Policy::order)
                                .thenComparing(Comparator.naturalOrder()));
        cells.forEach(
                (policy, values) -> {
                    Map<String, Double> means = new TreeMap<>(byNumber());
                    values.forEach((task, scores) -> means.put(task, Spread.of(scores).mean()));
                    tasks.put(policy, means);
                });
        return new Results(
                Scale.of(run),
                Tables.levels(table, "return"),
                Tables.levels(table, "score"),
                tasks);
    }

    /** The policy with the highest mean score, leaving out the two ends of the scale. */
    Optional<String> best() {
        return scores.entrySet().stream()
                .filter(entry -> !ENDS.contains(entry.getKey()))
                .max(Comparator.comparingDouble(entry -> entry.getValue().mean()))
                .map(Map.Entry::getKey);
    }

    /** One sentence with the numbers, whichever way they fell. */
    String verdict() {
        Spread merpo = scores.get("merpo");
        if (merpo == null) {
            return "The adapted policy was not measured.";
        }
        List<String> above = new ArrayList<>();
        List<String> below = new ArrayList<>();
        scores.forEach(
                (policy, score) -> {
                    if (!ENDS.contains(policy) && !policy.equals("merpo")) {
                        String named = Policy.phrase(policy) + " (" + number(score.mean()) + ")";
                        (score.mean() < merpo.mean() ? above : below).add(named);
                    }
                });
        return "Adapted to "
                + merpo.count()
                + (merpo.count() == 1 ? " test task" : " test tasks")
                + ", MerPO scores "
                + merpo.text(2)
                + " between random (0) and "
                + scale.one()
                + " (1)"
                + (above.isEmpty() ? "" : ", above " + Names.listed(above))
                + (below.isEmpty() ? "." : ", not above " + Names.listed(below) + ".");
    }

    private static String number(double value) {
        return String.format(java.util.Locale.ROOT, "%.2f", value).replace('-', '−');
    }

    private static Comparator<String> byNumber() {
        return Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());
    }
}
