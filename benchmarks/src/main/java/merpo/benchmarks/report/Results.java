package merpo.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import merpo.benchmarks.figure.Curve;
import merpo.benchmarks.figure.PolicyLook;
import merpo.benchmarks.figure.Spread;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Names;

/**
 * What was measured in the real environment, per policy over the tasks that it was tried on; of a
 * policy that was tried more than once the last.
 *
 * @param scored whether every task has scores: 0 random, 1 SAC at the end of its training
 * @param returns mean and spread of the undiscounted return, in the order of tables
 * @param measures the same for what policies are compared by, the score or else the return
 * @param tasks measure by policy, then task
 */
public record Results(
        ReportedRun run,
        boolean scored,
        Map<String, Spread> returns,
        Map<String, Spread> measures,
        Map<String, Map<Long, Double>> tasks) {
    /** Why there are no scores, as a sentence. */
    public static final String UNSCORED =
            "the data do not say which returns score 0 and 1 (./merpo convert --ref-min X --ref-max Y).";

    private static final String SCORE = "score";

    /** What a score of 1 means, within a sentence. */
    static final String ONE = "SAC at the end of its training";

    static Results of(ReportedRun run, CsvTable table) {
        table.require("step", "task", "policy", "return", "score");
        String measure = measure(table);
        Map<String, Map<Long, List<Double>>> cells = new TreeMap<>();
        Map<String, Long> last = new TreeMap<>();
        table.rows().forEach(row -> last.merge(row.text("policy"), row.integer("step"), Math::max));
        for (CsvTable.Row row : table.rows()) {
            if (last.get(row.text("policy")) == row.integer("step")) {
                cells.computeIfAbsent(row.text("policy"), policy -> new TreeMap<>())
                        .computeIfAbsent(row.integer("task"), task -> new ArrayList<>())
                        .add(row.number(measure));
            }
        }
        Map<String, Map<Long, Double>> tasks = new TreeMap<>(PolicyLook.BY_ORDER);
        cells.forEach(
                (policy, values) -> {
                    Map<Long, Double> means = new TreeMap<>();
                    values.forEach((task, scores) -> means.put(task, Spread.of(scores).mean()));
                    tasks.put(policy, means);
                });
        return new Results(
                run, measure.equals(SCORE), last(table, "return"), last(table, measure), tasks);
    }

    /** The column that policies are compared by: scores, unless a task has none. */
    static String measure(CsvTable table) {
        return table.rows().stream().anyMatch(row -> row.text(SCORE).isEmpty()) ? "return" : SCORE;
    }

    /** The same as the first word of a caption. */
    static String word(CsvTable table) {
        return measure(table).equals(SCORE) ? "Score" : "Return";
    }

    private static Map<String, Spread> last(CsvTable table, String column) {
        Map<String, Spread> levels = new TreeMap<>(PolicyLook.BY_ORDER);
        Curve.of(table, "step", column)
                .forEach(
                        curve ->
                                levels.put(
                                        curve.policy(),
                                        curve.points().get(curve.points().size() - 1).y()));
        return levels;
    }

    /** Of the learner's own answer. */
    Spread own() {
        return measures.get(run.own());
    }

    /** The policy with the highest mean. */
    Optional<String> best() {
        return measures.entrySet().stream()
                .max(Map.Entry.comparingByValue((a, b) -> Double.compare(a.mean(), b.mean())))
                .map(Map.Entry::getKey);
    }

    /** What a table of returns means, as a sentence. */
    String note() {
        return scored ? "Score: 0 is the random policy, 1 " + ONE + "." : "No scores: " + UNSCORED;
    }

    /** One sentence with the numbers, whichever way they fell. */
    String verdict() {
        List<String> above = new ArrayList<>();
        List<String> below = new ArrayList<>();
        measures.forEach(
                (policy, measure) -> {
                    if (!policy.equals(run.own())) {
                        String named =
                                String.format(
                                                Locale.ROOT,
                                                "%s (%.2f)",
                                                PolicyLook.phrase(policy),
                                                measure.mean())
                                        .replace("(-", "(−");
                        (measure.mean() < own().mean() ? above : below).add(named);
                    }
                });
        return "%s to %d task%s, %s %s%s%s."
                .formatted(
                        run.own().equals("adapted") ? "Adapted" : "Put",
                        own().count(),
                        own().count() == 1 ? "" : "s",
                        run.method(),
                        scored
                                ? "scores %s between random (0) and %s (1)"
                                        .formatted(own().text(2), ONE)
                                : "returns " + own().text(2),
                        above.isEmpty() ? "" : ", above " + Names.listed(above),
                        below.isEmpty() ? "" : ", not above " + Names.listed(below));
    }
}
