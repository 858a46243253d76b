package merpo.benchmarks.bench;

import java.util.List;
import java.util.Optional;
import merpo.datagen.process.ProgramException;

/** One that does works, and is timed at them. */
public interface Contender<W extends Work> {
    /** Lower case, as in the files. */
    String name();

    /** As above a column. */
    default String label() {
        return name();
    }

    /** Its work that stands beside one of ours; empty where it has none of the kind. */
    default Optional<Work> beside(Work ours) {
        return ours.same();
    }

    /** In how many ways it can do a work, none included; the fastest counts. */
    List<String> modes(W work);

    /** Starts it. */
    Run open(W work, String mode) throws ProgramException;
}
