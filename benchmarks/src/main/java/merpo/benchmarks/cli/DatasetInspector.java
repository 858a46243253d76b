package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import merpo.benchmarks.inspect.Presentation;

/** Verifies datasets and shows what is in them. */
public interface DatasetInspector {
    /**
     * Takes a file, or a directory with all that lies below it; throws, with value, place, law and
     * remedy, when something there is damaged.
     *
     * @return whether every check passed
     */
    boolean inspect(Path path, Presentation how, PrintWriter out) throws Exception;
}
