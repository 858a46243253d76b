package merpo.benchmarks.bench;

import java.util.List;
import java.util.Optional;

/** Something that several do and are timed at: one line of a benchmark's table. */
public interface Work {
    /** What names it, one for each of the benchmark's titles. */
    List<Object> names();

    /** What its numbers are. */
    Unit unit();

    /** What ours is to reach. */
    List<Target> targets();

    /** The work of the others that is the same; empty where they have none. */
    default Optional<Work> same() {
        return Optional.of(this);
    }
}
