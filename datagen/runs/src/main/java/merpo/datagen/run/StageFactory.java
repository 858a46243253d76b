package merpo.datagen.run;

import java.util.List;

/**
 * What the command line needs to know of experiments. Messages of its exceptions are shown to the
 * user as they are.
 */
public interface StageFactory {
    /**
     * Checks settings before anything is written.
     *
     * @throws IllegalArgumentException for an unknown environment, key or value, naming the nearest
     *     known one
     */
    void check(Settings settings);

    /** Writes the configuration and the provenance into a fresh run directory. */
    void configure(RunDirectory run, Settings settings);

    /** The settings from which a run was made, read back from its configuration. */
    Settings settings(RunDirectory run);

    /**
     * All stages of a configured run, in order.
     *
     * @param threads how many cores the stages may use
     */
    List<Stage> stages(RunDirectory run, int threads);
}
