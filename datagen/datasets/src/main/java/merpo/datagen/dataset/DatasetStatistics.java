package merpo.datagen.dataset;

import java.util.Arrays;
import merpo.datagen.hdf5.AttributeValue;
import merpo.datagen.statistics.Statistics;

/**
 * What a dataset's rows say about themselves; stored so that readers can compare.
 *
 * @param returnStd standard deviation, divisor n: see {@link Statistics#deviation}
 */
public record DatasetStatistics(
        long transitions,
        long episodes,
        long terminals,
        long timeouts,
        double returnMean,
        double returnStd,
        double returnMin,
        double returnMax) {

    /** Counted from the rows. */
    public static DatasetStatistics of(Dataset dataset) {
        double[] returns = dataset.returns();
        long terminals = dataset.episodes().stream().filter(Episode::terminated).count();
        return new DatasetStatistics(
                dataset.size(),
                returns.length,
                terminals,
                returns.length - terminals,
                Statistics.mean(returns),
                Statistics.deviation(returns),
                Arrays.stream(returns).min().orElseThrow(),
                Arrays.stream(returns).max().orElseThrow());
    }

    void describe(AttributesBuilder to) {
        to.whole("n_transitions", transitions)
                .whole("n_episodes", episodes)
                .whole("n_terminals", terminals)
                .whole("n_timeouts", timeouts)
                .real("return_mean", returnMean)
                .real("return_std", returnStd)
                .real("return_min", returnMin)
                .real("return_max", returnMax);
    }

    static DatasetStatistics from(Attributes from) {
        return new DatasetStatistics(
                from.whole("n_transitions"),
                from.whole("n_episodes"),
                from.whole("n_terminals"),
                from.whole("n_timeouts"),
                from.real("return_mean"),
                from.real("return_std"),
                from.real("return_min"),
                from.real("return_max"));
    }

    /** Fails, naming the attribute, unless these are the statistics of that dataset. */
    void requireDescribes(Dataset dataset) {
        AttributesBuilder promised = new AttributesBuilder();
        describe(promised);
        AttributesBuilder counted = new AttributesBuilder();
        of(dataset).describe(counted);
        Attributes found = counted.build();
        promised.build()
                .asMap()
                .forEach(
                        (name, value) -> {
                            if (!agree(value, found.asMap().get(name))) {
                                throw new IllegalArgumentException(
                                        "attribute \""
                                                + name
                                                + "\" is "
                                                + value
                                                + ", but the rows give "
                                                + found.asMap().get(name));
                            }
                        });
    }

    /** Counts exactly; returns within rounding, because other writers may sum in another order. */
    private static boolean agree(AttributeValue promised, AttributeValue found) {
        if (promised instanceof AttributeValue.Real a && found instanceof AttributeValue.Real b) {
            double scale = Math.max(1, Math.abs(b.value()));
            return Math.abs(a.value() - b.value()) <= 1e-6 * scale;
        }
        return promised.equals(found);
    }
}
