package merpo.benchmarks.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one contender reached at one kind of work.
 *
 * @param threads that its arithmetic had
 * @param work by its name
 * @param milliseconds per update and task, of each round in order; empty where it failed
 * @param flops per second in its fastest round; 0 where they are not counted
 * @param versions of what it ran, by name
 * @param failure why it has no times; empty where it has
 */
public record LearningMeasurement(
        int threads,
        LearningContender contender,
        String work,
        List<Double> milliseconds,
        double flops,
        Map<String, String> versions,
        String failure) {
    public LearningMeasurement {
        milliseconds = List.copyOf(milliseconds);
        versions = Map.copyOf(versions);
    }

    /**
     * @param tasks that one update is for
     * @param flopsPerUpdate all tasks together; 0 where they are not counted
     */
    static LearningMeasurement of(
            int threads,
            LearningContender contender,
            String work,
            int tasks,
            double flopsPerUpdate,
            Turns.Result result) {
        List<Double> times = result.rates().stream().map(rate -> 1000 / rate / tasks).toList();
        double fastest = result.rates().stream().mapToDouble(rate -> rate).max().orElse(0);
        return new LearningMeasurement(
                threads,
                contender,
                work,
                times,
                fastest * flopsPerUpdate,
                result.versions(),
                result.failure());
    }

    boolean failed() {
        return milliseconds.isEmpty();
    }

    /** The fastest round: what disturbs, only slows. */
    double best() {
        return milliseconds.stream().mapToDouble(time -> time).min().orElseThrow();
    }

    /** The middle round; the mean of the middle two of an even number. */
    double median() {
        double[] sorted = milliseconds.stream().mapToDouble(time -> time).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[half]
                : Arrays.stream(sorted, half - 1, half + 1).average().orElseThrow();
    }

    /** The contender's at that work; empty where it did not run. */
    static Optional<LearningMeasurement> of(
            List<LearningMeasurement> all, int threads, String contender, String work) {
        return all.stream()
                .filter(m -> m.threads == threads && m.work.equals(work) && !m.failed())
                .filter(m -> m.contender.text().equals(contender))
                .findFirst();
    }
}
