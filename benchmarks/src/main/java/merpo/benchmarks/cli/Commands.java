package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.util.List;

/** All commands, for one that stands on others. */
@FunctionalInterface
interface Commands {
    /** Runs one in this process; what fails there is thrown. */
    int call(PrintWriter out, PrintWriter err, List<String> words) throws Exception;
}
