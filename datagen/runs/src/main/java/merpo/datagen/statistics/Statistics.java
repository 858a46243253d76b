package merpo.datagen.statistics;

import java.util.Arrays;
import org.hipparchus.stat.descriptive.rank.Percentile;

/** Summaries of some numbers, at least one; their order does not matter. */
public final class Statistics {
    private Statistics() {}

    /** Their sum, rounding compensated, by their count n. */
    public static double mean(double... values) {
        return Arrays.stream(require(values)).average().orElseThrow();
    }

    /** The middle one; the mean of the middle two of an even number. */
    public static double median(double... values) {
        return quantile(0.5, values);
    }

    /**
     * The standard deviation of these numbers themselves: root of the mean square about their mean,
     * <b>divisor n</b>, as NumPy's default and as dataset files store it. 0 for a single number.
     */
    public static double deviation(double... values) {
        double mean = mean(values);
        return Math.sqrt(mean(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).toArray()));
    }

    /**
     * The mean of the middle half: a quarter of the numbers, rounded down, is left out at each end
     * (SciPy's {@code trim_mean(values, 0.25)}).
     */
    public static double interquartileMean(double... values) {
        double[] sorted = require(values).clone();
        Arrays.sort(sorted);
        int cut = sorted.length / 4;
        return mean(Arrays.copyOfRange(sorted, cut, sorted.length - cut));
    }

    /**
     * Below which a share of them lies, linear between neighbours (NumPy's default).
     *
     * @param share in [0, 1]
     */
    public static double quantile(double share, double... values) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "A quantile's share is " + share + ", must be in [0, 1]: 0.5 is the median");
        }
        double[] all = require(values);
        return share == 0 // which Hipparchus does not know
                ? Arrays.stream(all).min().orElseThrow()
                : new Percentile()
                        .withEstimationType(Percentile.EstimationType.R_7)
                        .evaluate(all, 100 * share);
    }

    private static double[] require(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("0 numbers to summarize, must be at least 1");
        }
        return values;
    }
}
