package merpo.datagen.run;

/** What a directory of ours holds, as its marker says it. */
public enum Kind {
    /** One learner, or models alone, on datasets. */
    TRAINING("a training"),
    /** Everything from tasks to a report. */
    QUICKSTART("a quickstart"),
    /** A learner adapted to other data. */
    ADAPTATION("what ./merpo adapt made"),
    /** One learner of another library. */
    PEER("a training of another library"),
    /** Files of rows, a directory for each quality. */
    DATASETS("datasets"),
    /** Checkpoints of SAC. */
    BEHAVIORS("policies that make data"),
    /** A page and its tables. */
    REPORT("a report"),
    /** Of a version whose markers did not say. */
    UNSAID("a run");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** Within a sentence: a directory "holds ...". */
    public String words() {
        return words;
    }

    /** Whether it shares its directory with nothing of another kind. */
    boolean alone() {
        return this == TRAINING || this == QUICKSTART || this == ADAPTATION || this == PEER;
    }
}
