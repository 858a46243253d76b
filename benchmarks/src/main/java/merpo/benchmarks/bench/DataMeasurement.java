package merpo.benchmarks.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one contender reached in one task.
 *
 * @param values in the task's unit, of each round, in order; empty where it failed
 * @param fileBytes of the file it wrote; 0 where there is none
 * @param versions of what it ran, by name
 * @param failure why it has no values; empty where it has
 */
public record DataMeasurement(
        DataTask task,
        String contender,
        List<Double> values,
        long fileBytes,
        Map<String, String> versions,
        String failure) {
    public DataMeasurement {
        values = List.copyOf(values);
        versions = Map.copyOf(versions);
    }

    boolean failed() {
        return values.isEmpty();
    }

    double best() {
        return task.best(values);
    }

    /** The middle round; the mean of the middle two of an even number. */
    double median() {
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** The contender's in the task; empty where it did not run. */
    static Optional<DataMeasurement> of(
            List<DataMeasurement> all, DataTask task, String contender) {
        return all.stream()
                .filter(m -> m.task == task && m.contender.equals(contender) && !m.failed())
                .findFirst();
    }
}
