package merpo.benchmarks.report;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** The last lines on the terminal: what the report shows and where it is. */
public final class Summary {
    private Summary() {}

    /**
     * Prints them.
     *
     * @param place of the report, as the user named it
     */
    public static void print(ReportedRun run, Path place, PrintWriter out) {
        run.results().ifPresent(results -> print(results, out));
        place(place, out);
    }

    private static void print(Results results, PrintWriter out) {
        String best = results.best().orElse("");
        out.printf(
                Locale.ROOT,
                "%n%-38s %18s %14s%n",
                "policy, mean ± std over tasks",
                "return",
                "score");
        results.measures()
                .forEach(
                        (policy, measure) ->
                                out.printf(
                                        Locale.ROOT,
                                        "%-38s %18s %14s%s%n",
                                        results.run().label(policy),
                                        results.returns().get(policy).text(2),
                                        results.scored() ? measure.text(2) : "",
                                        policy.equals(best) ? "  best" : ""));
        out.println();
        out.println(results.verdict());
    }

    /** Where the report is. */
    public static void place(Path place, PrintWriter out) {
        out.println("Report:  " + place.resolve(Report.PAGE));
        out.println("Figures: " + place.resolve(Report.FIGURES) + " (.svg, .csv)");
    }
}
