package merpo.datagen.dataset;

import java.util.Map;
import java.util.Optional;

/**
 * Returns between which scores are normalized: {@code (return - min) / (max - min)}.
 *
 * @param min return that scores 0: the random policy
 * @param max return that scores 1: the final policy
 */
public record ReferenceScores(double min, double max) {
    private static final Map<String, ReferenceScores> D4RL =
            Map.of(
                    "halfcheetah", new ReferenceScores(-280.178953, 12135.0),
                    "hopper", new ReferenceScores(-20.272305, 3234.3),
                    "walker2d", new ReferenceScores(1.629008, 4592.3),
                    "ant", new ReferenceScores(-325.6, 3879.7));

    public ReferenceScores {
        if (!(max > min)) {
            throw new IllegalArgumentException(
                    "ReferenceScores.max is " + max + ", must exceed min, which is " + min);
        }
    }

    /** D4RL's constants of an environment that it defines, the same for all its versions. */
    public static Optional<ReferenceScores> d4rl(String environment) {
        return Optional.ofNullable(D4RL.get(environment));
    }

    /** (return - min) / (max - min). */
    public double normalize(double episodeReturn) {
        return (episodeReturn - min) / (max - min);
    }
}
