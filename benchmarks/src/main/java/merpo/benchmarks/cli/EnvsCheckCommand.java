package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plays recorded rollouts here and shows how far the two accounts lie apart. */
@Command(
        name = "check",
        description =
                "Play recorded rollouts here and show how far observations and rewards differ.",
        footer = {
            "",
            "Exit status 1 if flags differ, or numbers by more than --within.",
            "Example: ./merpo envs check recorded/ --csv parity.csv"
        })
final class EnvsCheckCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "CASE",
            arity = "1..*",
            description = "Recorded rollouts (.json), or directories of them.")
    List<Path> cases;

    @Option(
            names = "--within",
            paramLabel = "NUMBER",
            description = "Largest difference that passes, of any observation or reward.")
    Double tolerance;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Also write the differences of every case.")
    Path csv;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (tolerance != null && !(tolerance >= 0)) {
            throw Usage.wrong(spec, "--within is " + tolerance + ", must be at least 0");
        }
        ParityTable table = ParityTable.play(cases);
        PrintWriter out = spec.commandLine().getOut();
        table.print(out);
        if (csv != null) {
            table.write(csv);
            out.println("Every case: " + csv);
        }
        table.require(tolerance == null ? Double.POSITIVE_INFINITY : tolerance);
        return 0;
    }
}
