package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.nio.file.Path;

/** Verifies datasets and prints what is in them. */
public interface DatasetInspector {
    /**
     * Takes a file, or a directory with all that lies below it; throws, with value, place, law and
     * remedy, when something there is foreign or damaged.
     */
    void inspect(Path path, PrintWriter out) throws Exception;
}
