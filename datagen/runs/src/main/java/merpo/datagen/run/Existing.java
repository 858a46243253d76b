package merpo.datagen.run;

/** What to do with a run directory that already holds something. */
public enum Existing {
    /** Decline: nobody loses results by a repeated command. */
    REFUSE,
    /** Go on where the run stopped; finished stages are kept. */
    RESUME,
    /** Delete the run and begin again; only directories that a run of ours made. */
    OVERWRITE
}
