package merpo.benchmarks.paper;

import merpo.benchmarks.trials.Words;
import merpo.datagen.statistics.Interval;

/**
 * A difference that a claim is about, and what chance alone would make of it.
 *
 * @param value on the means over seeds
 * @param interval of 95 %, by a stratified bootstrap over seeds
 */
record Margin(Difference of, double value, Interval interval) {
    /** Whether seeds agree on its sign. */
    boolean settled() {
        return interval.excludes(0);
    }

    /** Such as {@code 0.05 in [0.02, 0.09]}. */
    String words() {
        return "%s in [%s, %s]"
                .formatted(
                        Words.number(value),
                        Words.number(interval.low()),
                        Words.number(interval.high()));
    }
}
