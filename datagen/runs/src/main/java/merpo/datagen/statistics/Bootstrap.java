package merpo.datagen.statistics;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Confidence intervals by the bootstrap, percentile method: a number is made again and again from
 * data drawn with replacement, and the middle of its values is the interval.
 *
 * @param confidence share of the values inside, in (0, 1), such as 0.95
 * @param resamples at least 1; rliable draws 50 000
 * @param seed the same gives the same interval
 */
public record Bootstrap(double confidence, int resamples, long seed) {
    /** 95 %, as often as rliable draws. */
    public static final Bootstrap RLIABLE = new Bootstrap(0.95, 50_000, 0);

    /** Refuses what is no confidence, and no resample. */
    public Bootstrap {
        if (!(confidence > 0 && confidence < 1) || resamples < 1) {
            throw new IllegalArgumentException(
                    "An interval of confidence %s from %d resamples, must be in (0, 1) and at least 1"
                            .formatted(confidence, resamples));
        }
    }

    /**
     * The interval of a number.
     *
     * @param resampled makes the number from data that it draws by the random numbers given
     */
    public Interval interval(ToDoubleFunction<SplittableRandom> resampled) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] numbers = new double[resamples];
        for (int i = 0; i < resamples; i++) {
            numbers[i] = resampled.applyAsDouble(random);
        }
        double outside = (1 - confidence) / 2;
        return new Interval(
                Statistics.quantile(outside, numbers), Statistics.quantile(1 - outside, numbers));
    }
}
