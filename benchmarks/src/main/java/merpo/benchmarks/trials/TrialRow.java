package merpo.benchmarks.trials;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import merpo.datagen.run.CsvTable;

/**
 * One evaluation of one policy on one task, as run and figure write it.
 *
 * @param step of the run's own clock
 * @param undiscounted mean return of an episode
 * @param score 0 is the random policy, 1 the final return of SAC; not a number where a task has
 *     none
 */
public record TrialRow(int seed, String task, double step, double undiscounted, double score) {
    private static final String[] COLUMNS = {"seed", "task", "policy", "step", "return", "score"};

    /** Those of a table by policy, in its order. */
    public static Map<String, List<TrialRow>> read(CsvTable table) {
        Map<String, List<TrialRow>> policies = new LinkedHashMap<>();
        for (CsvTable.Row row : table.require(COLUMNS).rows()) {
            policies.computeIfAbsent(row.text("policy"), policy -> new java.util.ArrayList<>())
                    .add(of(row));
        }
        return policies;
    }

    /** One row; its score is not a number where there is none. */
    public static TrialRow of(CsvTable.Row row) {
        return new TrialRow(
                (int) row.integer("seed"),
                row.text("task"),
                row.number("step"),
                row.number("return"),
                row.text("score").isEmpty() ? Double.NaN : row.number("score"));
    }

    /** The trials of one policy, by their scores. */
    public static Trials trials(List<TrialRow> rows) {
        return trials(rows, TrialRow::score);
    }

    /** The same by another measure. */
    public static Trials trials(List<TrialRow> rows, ToDoubleFunction<TrialRow> measure) {
        Map<Integer, Map<String, Map<Double, Double>>> cells = new TreeMap<>();
        for (TrialRow row : rows) {
            cells.computeIfAbsent(row.seed(), seed -> new TreeMap<>())
                    .computeIfAbsent(row.task(), task -> new TreeMap<>())
                    .put(row.step(), measure.applyAsDouble(row));
        }
        Map<Integer, Map<String, Course>> courses = new TreeMap<>();
        cells.forEach(
                (seed, tasks) ->
                        tasks.forEach(
                                (task, scores) ->
                                        courses.computeIfAbsent(seed, s -> new TreeMap<>())
                                                .put(task, course(scores))));
        return new Trials(courses);
    }

    private static Course course(Map<Double, Double> scores) {
        return new Course(
                scores.keySet().stream().mapToDouble(Double::doubleValue).toArray(),
                scores.values().stream().mapToDouble(Double::doubleValue).toArray());
    }
}
