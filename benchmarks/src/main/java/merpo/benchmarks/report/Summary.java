package merpo.benchmarks.report;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** The last lines on the terminal: where the report is and what it shows. */
public final class Summary {
    private Summary() {}

    /** Prints them; {@code shown} is the run directory as the user named it. */
    public static void print(Path root, Path shown, PrintWriter out) {
        Results results = Results.read(root);
        String best = results.best().orElse("");
        out.println();
        out.printf(
                Locale.ROOT,
                "%-38s %18s %14s%n",
                "policy, mean ± std over test tasks",
                "return",
                "score");
        results.scores()
                .forEach(
                        (policy, score) ->
                                out.printf(
                                        Locale.ROOT,
                                        "%-38s %18s %14s%s%n",
                                        results.scale().label(policy),
                                        results.returns().get(policy).text(2),
                                        score.text(2),
                                        policy.equals(best) ? "  best" : ""));
        out.println();
        out.println(results.verdict());
        out.println("Report:  " + shown.resolve("report.html"));
        out.println("Figures: " + shown.resolve("figures") + " (.svg, .csv)");
    }
}
