package merpo.benchmarks.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.datagen.statistics.Statistics;

/**
 * What one contender reached at one work, in one of its modes.
 *
 * @param values in the work's unit, of each round, in order; empty where it failed
 * @param fileBytes of the file that it wrote or read; 0 where there is none
 * @param versions of what it ran, by name
 * @param failure why it has no values; empty where it has
 */
public record Measurement(
        Timed work,
        String contender,
        String mode,
        List<Double> values,
        long fileBytes,
        Map<String, String> versions,
        String failure) {
    public Measurement {
        values = List.copyOf(values);
        versions = Map.copyOf(versions);
        if (values.isEmpty() == failure.isEmpty()) {
            throw new IllegalArgumentException(
                    "A measurement of %s (%s) has %d values and the failure \"%s\", must have one of the two"
                            .formatted(contender, work.names(), values.size(), failure));
        }
    }

    public boolean failed() {
        return values.isEmpty();
    }

    /** The best round. */
    public double best() {
        return work.unit().best(values);
    }

    /** The middle round; the mean of the middle two of an even number. */
    public double median() {
        return Statistics.median(values.stream().mapToDouble(value -> value).toArray());
    }

    /** That of the contender's best mode; empty where it was not measured. */
    public static Optional<Measurement> best(List<Measurement> all, Timed work, String contender) {
        Comparator<Measurement> inOrder = Comparator.comparingDouble(Measurement::best);
        return all.stream()
                .filter(m -> m.work.equals(work) && m.contender.equals(contender) && !m.failed())
                .max(work.unit().better() == Unit.Better.MORE ? inOrder : inOrder.reversed());
    }

    /** How it failed, in one sentence. */
    String complaint() {
        return failure.startsWith(contender) ? failure : contender + ": " + failure;
    }
}
