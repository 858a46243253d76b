package merpo.benchmarks.paper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import merpo.datagen.run.CsvTable;

/**
 * How well one policy of a run did along the run's steps, averaged over the tasks.
 *
 * @param evaluations by step, at least one
 */
record Course(List<Evaluation> evaluations) {
    /**
     * One evaluation.
     *
     * @param step of the run's own clock
     * @param undiscounted mean return of an episode
     * @param score 0 is the random policy, 1 the final return of SAC
     */
    record Evaluation(double step, double undiscounted, double score) {
        private static Evaluation mean(double step, List<Evaluation> all) {
            return new Evaluation(
                    step,
                    all.stream().mapToDouble(Evaluation::undiscounted).average().orElseThrow(),
                    all.stream().mapToDouble(Evaluation::score).average().orElseThrow());
        }
    }

    Course {
        evaluations =
                evaluations.stream().sorted(Comparator.comparingDouble(Evaluation::step)).toList();
        if (evaluations.isEmpty()) {
            throw new IllegalArgumentException("A course needs at least one evaluation");
        }
    }

    /** The courses of a run's {@code returns.csv} by seed and policy. */
    static Map<Integer, Map<String, Course>> read(CsvTable returns) {
        returns.require("step", "seed", "task", "policy", "return", "score");
        Map<Integer, List<CsvTable.Row>> seeds = new TreeMap<>();
        for (CsvTable.Row row : returns.rows()) {
            seeds.computeIfAbsent((int) row.integer("seed"), seed -> new ArrayList<>()).add(row);
        }
        Map<Integer, Map<String, Course>> courses = new TreeMap<>();
        seeds.forEach((seed, rows) -> courses.put(seed, byPolicy(rows)));
        return courses;
    }

    private static Map<String, Course> byPolicy(List<CsvTable.Row> rows) {
        Map<String, Map<Double, List<Evaluation>>> cells = new LinkedHashMap<>();
        for (CsvTable.Row row : rows) {
            cells.computeIfAbsent(row.text("policy"), policy -> new TreeMap<>())
                    .computeIfAbsent(row.number("step"), step -> new ArrayList<>())
                    .add(
                            new Evaluation(
                                    row.number("step"), row.number("return"), row.number("score")));
        }
        Map<String, Course> courses = new LinkedHashMap<>();
        cells.forEach((policy, steps) -> courses.put(policy, averaged(steps)));
        return courses;
    }

    /** The mean over seeds, at the steps that all of them have. */
    static Course mean(List<Course> seeds) {
        Set<Double> common = new TreeSet<>(steps(seeds.get(0)));
        seeds.forEach(course -> common.retainAll(steps(course)));
        if (common.isEmpty()) {
            throw new NotMeasured("the seeds have no evaluation at the same step");
        }
        Map<Double, List<Evaluation>> cells = new TreeMap<>();
        for (Course course : seeds) {
            for (Evaluation one : course.evaluations()) {
                if (common.contains(one.step())) {
                    cells.computeIfAbsent(one.step(), step -> new ArrayList<>()).add(one);
                }
            }
        }
        return averaged(cells);
    }

    private static Course averaged(Map<Double, List<Evaluation>> cells) {
        return new Course(
                cells.entrySet().stream()
                        .map(cell -> Evaluation.mean(cell.getKey(), cell.getValue()))
                        .toList());
    }

    private static Set<Double> steps(Course course) {
        return course.evaluations().stream().map(Evaluation::step).collect(Collectors.toSet());
    }

    /** Scores of the last evaluations: this share of them, at least {@code least} if there are. */
    List<Double> last(double share, int least) {
        int count = evaluations.size();
        int wanted = Math.min(count, Math.max(least, (int) Math.ceil(share * count - 1e-9)));
        return scores().subList(count - wanted, count);
    }

    List<Double> scores() {
        return evaluations.stream().map(Evaluation::score).toList();
    }

    /** Each score averaged with its neighbours; at the ends with those that there are. */
    List<Double> smoothed(int window) {
        List<Double> scores = scores();
        List<Double> smooth = new ArrayList<>();
        for (int i = 0; i < scores.size(); i++) {
            int from = Math.max(0, i - window / 2);
            int to = Math.min(scores.size(), i + window / 2 + 1);
            smooth.add(
                    scores.subList(from, to).stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElseThrow());
        }
        return smooth;
    }
}
