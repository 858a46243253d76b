package merpo.benchmarks.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a job is started, the same wherever it runs: as a child of this process, as a task elsewhere,
 * as a script.
 *
 * @param java the program
 * @param options of the virtual machine; heap, revision and native caches among them
 * @param program what it runs: class path and class
 * @param words of merpo; they go on with what is there
 * @param environment variables that are set
 * @param folder where it works: relative names in the words begin there
 */
public record Start(
        String java,
        List<String> options,
        List<String> program,
        List<String> words,
        SortedMap<String, String> environment,
        Path folder) {
    public Start {
        options = List.copyOf(options);
        program = List.copyOf(program);
        words = List.copyOf(words);
        environment = new TreeMap<>(environment);
    }

    /**
     * The whole command line.
     *
     * @param more options that depend on where it runs, such as the process to end with
     */
    public List<String> command(String... more) {
        List<String> all = new ArrayList<>(List.of(java));
        all.addAll(options);
        all.addAll(List.of(more));
        all.addAll(program);
        all.addAll(words);
        return all;
    }
}
