package merpo.benchmarks.figure;

import java.util.Collection;
import java.util.Locale;

/**
 * Mean and standard deviation of some numbers, one per task.
 *
 * @param std of the sample, divisor n - 1; 0 for a single number
 */
public record Spread(double mean, double std, int count) {
    public static Spread of(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("A mean needs at least one number");
        }
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        double std = values.size() == 1 ? 0 : Math.sqrt(squares / (values.size() - 1));
        return new Spread(mean, std, values.size());
    }

    /** Such as {@code 0.78 ± 0.05}. */
    public String text(int decimals) {
        String format = "%." + decimals + "f";
        return String.format(Locale.ROOT, format + " ± " + format, mean, std).replace('-', '−');
    }
}
