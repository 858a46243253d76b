package merpo.benchmarks.cli;

/** One thing that must work on this machine, for {@code doctor}. */
public interface Check {
    /** In a few words, such as "HDF5 library". */
    String name();

    /**
     * Tries it; returns a detail such as a version, or throws with what is wrong and how to mend
     * it.
     */
    String look() throws Exception;
}
