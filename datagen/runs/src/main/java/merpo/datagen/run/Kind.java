package merpo.datagen.run;

/** What a directory of ours holds, as its marker says it. */
public enum Kind {
    TRAINING("a training"),
    QUICKSTART("a quickstart"),
    ADAPTATION("what ./merpo adapt made"),
    DATASETS("datasets"),
    BEHAVIORS("policies that make data"),
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
        return this == TRAINING || this == QUICKSTART || this == ADAPTATION;
    }
}
