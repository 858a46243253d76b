package merpo.datagen.dataset;

import java.util.Locale;

/** How well the behavior policy of a dataset acts. */
public enum Quality {
    RANDOM,
    BAD,
    MEDIUM,
    GOOD,
    EXPERT,
    MIXED,
    REPLAY,
    MEDIUM_EXPERT,
    /** Of imported data that do not say. */
    UNKNOWN;

    /** As written in files and on the command line: "medium_expert". */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Quality of(String text) {
        return Words.parse(Quality.class, "quality", text, Quality::text);
    }
}
