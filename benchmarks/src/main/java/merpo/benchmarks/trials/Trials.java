package merpo.benchmarks.trials;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One policy of a training, tried on every task with every seed: a table of courses, all at the
 * steps that all of them have.
 */
public final class Trials {
    private final List<Integer> seeds;
    private final Map<String, List<Course>> byTask = new TreeMap<>(); // in the order of seeds

    /**
     * @param bySeed courses by task of each seed, the same tasks everywhere, at least one of each
     */
    public Trials(Map<Integer, Map<String, Course>> bySeed) {
        seeds = List.copyOf(new TreeSet<>(bySeed.keySet()));
        double[] steps = common(bySeed.values().stream().map(Map::values).toList());
        Set<String> tasks = bySeed.get(seeds.get(0)).keySet();
        for (int seed : seeds) {
            if (!bySeed.get(seed).keySet().equals(tasks)) {
                throw new NotMeasured(
                        "seed %d was tried on the tasks %s, seed %d on %s"
                                .formatted(seed, bySeed.get(seed).keySet(), seeds.get(0), tasks));
            }
            bySeed.get(seed)
                    .forEach(
                            (task, course) ->
                                    byTask.computeIfAbsent(task, t -> new ArrayList<>())
                                            .add(course.at(steps)));
        }
    }

    private static double[] common(List<Collection<Course>> all) {
        NavigableSet<Double> steps = new TreeSet<>();
        all.get(0).forEach(course -> Arrays.stream(course.steps()).forEach(steps::add));
        for (Collection<Course> courses : all) {
            for (Course course : courses) {
                steps.retainAll(Arrays.stream(course.steps()).boxed().toList());
            }
        }
        if (steps.isEmpty()) {
            throw new NotMeasured("the seeds have no evaluation at the same step");
        }
        return steps.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Those that there are, ascending. */
    public List<Integer> seeds() {
        return seeds;
    }

    /** In the order of their names. */
    public List<String> tasks() {
        return List.copyOf(byTask.keySet());
    }

    /** How one went. */
    public Course of(int seed, String task) {
        return byTask.get(task).get(seeds.indexOf(seed));
    }

    /** The mean over the tasks with one seed. */
    public Course seed(int seed) {
        int place = seeds.indexOf(seed);
        return Course.mean(byTask.values().stream().map(courses -> courses.get(place)).toList());
    }

    /** The mean over seeds and tasks. */
    public Course mean() {
        return Course.mean(byTask.values().stream().flatMap(List::stream).toList());
    }

    /**
     * The mean over tasks, and over as many seeds of each as there are, drawn with replacement.
     *
     * @param draws by task: places of the seeds to take
     */
    public Course drawn(Map<String, int[]> draws) {
        List<Course> taken = new ArrayList<>(byTask.size() * seeds.size());
        byTask.forEach(
                (task, courses) -> {
                    for (int place : draws.get(task)) {
                        taken.add(courses.get(place));
                    }
                });
        return Course.mean(taken);
    }
}
