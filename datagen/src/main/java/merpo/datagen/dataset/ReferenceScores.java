package merpo.datagen.dataset;

/**
 * Returns between which scores are normalized (datasets.md 1.10).
 *
 * @param min return that scores 0: the random policy
 * @param max return that scores 1: the final policy
 */
public record ReferenceScores(double min, double max) {
    public ReferenceScores {
        if (!(max > min)) {
            throw new IllegalArgumentException(
                    "ReferenceScores.max is " + max + ", must exceed min, which is " + min);
        }
    }

    /** (return - min) / (max - min). */
    public double normalize(double episodeReturn) {
        return (episodeReturn - min) / (max - min);
    }
}
