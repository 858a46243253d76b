package merpo.datagen.run;

/** What a person sees while a stage works. */
public interface Progress {
    /** Begins a stage of {@code total} units, such as 3000 "steps". */
    void stage(String name, long total, String unit);

    /** {@code done} units are done; {@code message} is short, such as "return 12.3", or empty. */
    void step(long done, String message);

    /** A line that stays. */
    void note(String line);

    /** The stage that was begun has ended. */
    void stageDone();

    /** Shows nothing. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void stage(String name, long total, String unit) {}

            @Override
            public void step(long done, String message) {}

            @Override
            public void note(String line) {}

            @Override
            public void stageDone() {}
        };
    }
}
