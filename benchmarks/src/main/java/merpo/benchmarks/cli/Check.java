package merpo.benchmarks.cli;

import java.util.concurrent.Callable;

/**
 * One thing that must work on this machine, for {@code doctor}.
 *
 * @param name in a few words, such as "HDF5 library"
 * @param look tries it; gives a detail such as a version, or throws with what is wrong and how to
 *     mend it
 */
public record Check(String name, Callable<String> look) {}
