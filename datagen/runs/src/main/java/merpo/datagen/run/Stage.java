package merpo.datagen.run;

/**
 * One station of a longer work. Its results lie in the run directory and nowhere else, so that the
 * next stage may run in another process. A stage that was killed is run again and goes on from its
 * own checkpoints, if it keeps any.
 */
public interface Stage {
    /** Lower case, such as {@code meta-model}. */
    String name();

    /** Does its work; a killed one is run again, and goes on from what it left. */
    void run(RunDirectory run, Progress progress) throws Exception;
}
