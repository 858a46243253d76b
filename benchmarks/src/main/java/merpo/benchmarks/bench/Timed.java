package merpo.benchmarks.bench;

import java.util.List;

/** Something that has been timed: what a measurement knows of its work. */
public interface Timed {
    /** What names it, one for each of the benchmark's titles. */
    List<Object> names();

    /** What its numbers are. */
    Unit unit();
}
