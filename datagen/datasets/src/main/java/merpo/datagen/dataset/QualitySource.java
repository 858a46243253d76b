package merpo.datagen.dataset;

import java.util.Optional;

/**
 * The rule that selected the checkpoint, and the normalization of returns, as a dataset file names
 * them.
 *
 * @param quality name of the rule
 * @param band share of the final return that the checkpoint had to reach; absent for random
 * @param reference returns that score 0 and 1; absent if unknown
 */
public record QualitySource(
        Quality quality, Optional<Band> band, Optional<ReferenceScores> reference) {

    /** Normalized returns from {@code low} to {@code high}. */
    public record Band(double low, double high) {
        /** Halfway between its ends. */
        public double middle() {
            return (low + high) / 2;
        }

        /** Whether a share lies in it, ends included. */
        public boolean holds(double share) {
            return share >= low && share <= high;
        }
    }

    void describe(AttributesBuilder to) {
        to.text("quality", quality.text());
        band.ifPresent(
                b -> to.real("quality_band_low", b.low()).real("quality_band_high", b.high()));
        reference.ifPresent(r -> to.real("ref_min_score", r.min()).real("ref_max_score", r.max()));
    }

    static QualitySource from(Attributes from) {
        return new QualitySource(
                Quality.of(from.text("quality")),
                from.has("quality_band_low")
                        ? Optional.of(
                                new Band(
                                        from.real("quality_band_low"),
                                        from.real("quality_band_high")))
                        : Optional.empty(),
                from.has("ref_min_score")
                        ? Optional.of(
                                new ReferenceScores(
                                        from.real("ref_min_score"), from.real("ref_max_score")))
                        : Optional.empty());
    }
}
