package merpo.tests.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import merpo.benchmarks.cli.Merpo;
import merpo.benchmarks.cli.Parts;

/**
 * The command line over stages of which one writes half a file and never ends: a process to
 * interrupt.
 */
final class EndlessMerpo {
    private EndlessMerpo() {}

    public static void main(String[] args) {
        FakeExperiments experiments = new FakeExperiments();
        experiments.endless = "merpo";
        Parts parts = new Parts(experiments, (file, how, out) -> true, List.of());
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Merpo.execute(parts, out, new PrintWriter(System.err, true, StandardCharsets.UTF_8), args);
    }
}
