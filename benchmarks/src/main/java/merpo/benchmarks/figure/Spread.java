package merpo.benchmarks.figure;

import java.util.Collection;
import java.util.Locale;
import merpo.datagen.statistics.Statistics;

/**
 * Mean and standard deviation of some numbers, one per task.
 *
 * @param std with the divisor n; 0 for a single number
 */
public record Spread(double mean, double std, int count) {
    public static Spread of(Collection<Double> values) {
        double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
        return new Spread(Statistics.mean(all), Statistics.deviation(all), all.length);
    }

    /** Such as {@code 0.78 ± 0.05}. */
    public String text(int decimals) {
        String format = "%." + decimals + "f";
        return String.format(Locale.ROOT, format + " ± " + format, mean, std).replace('-', '−');
    }
}
