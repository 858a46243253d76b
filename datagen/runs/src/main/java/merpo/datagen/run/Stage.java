package merpo.datagen.run;

import java.util.List;

/**
 * One station of an experiment. Its results lie in the run directory and nowhere else, so that the
 * next stage may run in another process. A stage that was killed is run again and goes on from its
 * own checkpoints, if it keeps any.
 */
public interface Stage {
    /** Lower case, such as {@code meta-model}. */
    String name();

    /** The subcommand that runs it, such as {@code train}. */
    String command();

    /** Names of the stages that must be finished before. */
    List<String> needs();

    void run(RunDirectory run, Progress progress) throws Exception;
}
