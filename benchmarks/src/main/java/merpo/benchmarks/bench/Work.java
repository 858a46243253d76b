package merpo.benchmarks.bench;

import java.util.List;
import java.util.Optional;

/** Something that several do and are timed at: one line of a benchmark's table. */
public interface Work extends Timed {
    /** What ours is to reach. */
    List<Target> targets();

    /** The work of the others that is the same; empty where they have none. */
    default Optional<Work> same() {
        return Optional.of(this);
    }
}
