package merpo.datagen.dataset;

import java.util.Locale;
import java.util.Optional;

/** How well the behavior policy of a dataset acts. */
public enum Quality {
    /** Uniform actions. */
    RANDOM,
    /** A policy early in its training. */
    BAD,
    /** A policy half way. */
    MEDIUM,
    /** A policy near its end. */
    GOOD,
    /** A policy at its end. */
    EXPERT,
    /** Several policies of one training, in equal shares. */
    MIXED,
    /** Everything that one training has seen. */
    REPLAY,
    /** Half medium, half expert. */
    MEDIUM_EXPERT,
    /** Of imported data that do not say. */
    UNKNOWN;

    /**
     * Shares of the final return, from random (0) to final (1), that policies of this quality have
     * (PAPERS.md, A26); empty where it asks for none.
     */
    public Optional<QualitySource.Band> band() {
        return switch (this) {
            case BAD -> Optional.of(new QualitySource.Band(0.1, 0.3));
            case MEDIUM -> Optional.of(new QualitySource.Band(0.4, 0.6));
            case GOOD -> Optional.of(new QualitySource.Band(0.7, 0.85));
            case EXPERT -> Optional.of(new QualitySource.Band(0.95, 1.05));
            default -> Optional.empty();
        };
    }

    /** As written in files and on the command line: "medium_expert". */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The inverse of {@link #text}. */
    public static Quality of(String text) {
        return EnumText.parse(Quality.class, "quality", text, Quality::text);
    }
}
