package merpo.benchmarks.bench;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one contender reached in one cell, in one of its modes.
 *
 * @param rates environment steps per second of each round, in order; empty where it failed
 * @param versions of what it ran, by name
 * @param failure why it has no rates; empty where it has
 */
public record Measurement(
        Cell cell,
        String contender,
        String mode,
        List<Double> rates,
        Map<String, String> versions,
        String failure) {
    public Measurement {
        rates = List.copyOf(rates);
        versions = Map.copyOf(versions);
        if (rates.isEmpty() == failure.isEmpty()) {
            throw new IllegalArgumentException(
                    "A measurement of "
                            + contender
                            + " ("
                            + cell
                            + ") has "
                            + rates.size()
                            + " rates and the failure \""
                            + failure
                            + "\", must have one of the two");
        }
    }

    boolean failed() {
        return rates.isEmpty();
    }

    /** The fastest round: what disturbs, only slows. */
    OptionalDouble best() {
        return rates.stream().mapToDouble(rate -> rate).max();
    }

    /** The middle round; the mean of the middle two of an even number. */
    OptionalDouble median() {
        double[] sorted = rates.stream().mapToDouble(rate -> rate).sorted().toArray();
        int half = sorted.length / 2;
        return switch (sorted.length % 2) {
            case 1 -> OptionalDouble.of(sorted[half]);
            default -> Arrays.stream(sorted).skip(Math.max(0, half - 1)).limit(2).average();
        };
    }

    /** The contender's fastest mode in the cell; empty where it did not run. */
    static Optional<Measurement> fastest(List<Measurement> all, Cell cell, String contender) {
        return all.stream()
                .filter(m -> m.cell.equals(cell) && m.contender.equals(contender) && !m.failed())
                .max(Comparator.comparingDouble(m -> m.best().orElseThrow()));
    }
}
