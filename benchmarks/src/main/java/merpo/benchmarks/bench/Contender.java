package merpo.benchmarks.bench;

import java.util.List;
import merpo.datagen.process.ProgramException;

/** One that does works, and is timed at them. */
public interface Contender<W extends Work> {
    /** Lower case, as in the files. */
    String name();

    /** As above a column. */
    default String label() {
        return name();
    }

    /** In how many ways it can do a work, none included; the fastest counts. */
    List<String> modes(W work);

    /** Starts it. */
    Run open(W work, String mode) throws ProgramException;
}
