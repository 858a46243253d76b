package merpo.datagen.settings;

/** How large networks and budgets are. */
public enum Scale {
    /** A path through everything, in seconds. */
    SMOKE,
    /** A result within minutes on one core. */
    SMALL,
    /** The papers' numbers. */
    PAPER
}
