package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.nio.file.Path;

/** Verifies one dataset file and prints what is in it. */
public interface DatasetInspector {
    /** Throws, with value, place, law and remedy, when the file is foreign or damaged. */
    void inspect(Path file, PrintWriter out) throws Exception;
}
