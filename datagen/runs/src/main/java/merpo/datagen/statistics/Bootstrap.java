package merpo.datagen.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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
        return intervals(random -> new double[] {resampled.applyAsDouble(random)}).get(0);
    }

    /**
     * The intervals of several numbers of the same data; undefined, NaN, where a number was not
     * finite some time.
     *
     * @param resampled makes the numbers from data that it draws by the random numbers given
     */
    public List<Interval> intervals(Function<SplittableRandom, double[]> resampled) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] numbers = new double[resamples][];
        Arrays.setAll(numbers, i -> resampled.apply(random));
        return IntStream.range(0, numbers[0].length)
                .mapToObj(i -> middle(Arrays.stream(numbers).mapToDouble(one -> one[i]).toArray()))
                .toList();
    }

    private Interval middle(double[] numbers) {
        if (!Arrays.stream(numbers).allMatch(Double::isFinite)) {
            return new Interval(Double.NaN, Double.NaN);
        }
        double outside = (1 - confidence) / 2;
        return new Interval(
                Statistics.quantile(outside, numbers), Statistics.quantile(1 - outside, numbers));
    }
}
