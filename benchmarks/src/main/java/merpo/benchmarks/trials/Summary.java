package merpo.benchmarks.trials;

import merpo.datagen.statistics.Bootstrap;
import merpo.datagen.statistics.Interval;
import merpo.datagen.statistics.Scores;

/**
 * Scores of a line's runs summed up.
 *
 * @param interval of 95 % about the interquartile mean
 */
public record Summary(
        double interquartileMean,
        Interval interval,
        double mean,
        double median,
        double optimalityGap) {
    /** With the bootstrap of rliable: 50 000 resamples of each task's runs. */
    public static Summary of(Scores scores) {
        return new Summary(
                scores.interquartileMean(),
                scores.interval(Scores::interquartileMean, Bootstrap.RLIABLE),
                scores.mean(),
                scores.median(),
                scores.optimalityGap());
    }

    /** Such as {@code 0.81 [0.78, 0.84]}: the interquartile mean in its interval. */
    public String words() {
        return "%s [%s, %s]"
                .formatted(
                        Words.number(interquartileMean),
                        Words.number(interval.low()),
                        Words.number(interval.high()));
    }
}
