package merpo.datagen.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One station of a longer work. Its results lie in the run directory and nowhere else, so that the
 * next stage may run in another process. A stage that was killed is run again and goes on from its
 * own checkpoints, if it keeps any.
 */
public interface Stage {
    /** Lower case, such as {@code meta-model}. */
    String name();

    /** Files below the run directory without which it is not finished, whatever is written down. */
    default List<String> leaves() {
        return List.of();
    }

    /** What it should have left in a directory and is missing, damaged or another, in words. */
    default Optional<String> flaw(Path root) {
        return Leaves.flaw(root, leaves());
    }

    /** Makes the directory ready to run this stage again from its beginning. */
    default void again(RunDirectory run) throws IOException {}

    /** Does its work; a killed one is run again, and goes on from what it left. */
    void run(RunDirectory run, Progress progress) throws Exception;
}
