package merpo.benchmarks.report;

import java.io.PrintWriter;
import java.nio.file.Path;

/** The last lines on the terminal: where the report is and what it shows. */
public final class Summary {
    private Summary() {}

    public static void print(Path root, Path shown, PrintWriter out) {
        out.println("Report: " + shown.resolve("report.html"));
    }
}
