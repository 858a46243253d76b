package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.Refusal;
import merpo.envs.mujoco.SimulationBatch;
import merpo.envs.rollout.Parity;
import merpo.envs.rollout.ParityTable;
import merpo.envs.storage.AtomicFile;
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
    private static final String HEADER =
            "case,environment,steps,observations_first_10,observations_first_50,observations_all,rewards,flags_equal\n";
    private static final int NAMED = 5; // cases in a message

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
        Usage.requireAtLeast(spec, "--within", tolerance, 0);
        Outputs.require(
                spec,
                "--csv",
                csv,
                cases,
                "table of differences",
                old -> Outputs.requireBeginning(old, HEADER));
        ParityTable table = ParityTable.play(cases);
        PrintWriter out = spec.commandLine().getOut();
        table.print(out);
        if (csv != null) {
            AtomicFile.write(csv, AtomicFile.Existing.REPLACE, rows(table));
            out.println("Every case: " + csv);
        }
        requireWithin(table, tolerance == null ? Double.POSITIVE_INFINITY : tolerance);
        return 0;
    }

    private static String rows(ParityTable table) {
        StringBuilder text = new StringBuilder(HEADER);
        for (ParityTable.Line line : table.lines()) {
            Parity parity = line.parity();
            text.append(
                    CsvLog.line(
                            line.file(),
                            line.environment(),
                            parity.steps(),
                            parity.first10(),
                            parity.first50(),
                            parity.all(),
                            parity.rewards(),
                            parity.flagsEqual()));
        }
        return text.toString();
    }

    private static void requireWithin(ParityTable table, double tolerance) {
        List<String> apart = table.apart(tolerance);
        if (!apart.isEmpty()) {
            throw new Refusal(
                    "%d of %d cases lie apart: %s%s. Is the case from MuJoCo %s with the same model?"
                            .formatted(
                                    apart.size(),
                                    table.lines().size(),
                                    String.join(
                                            "; ", apart.subList(0, Math.min(NAMED, apart.size()))),
                                    apart.size() > NAMED ? "; ..." : "",
                                    SimulationBatch.engineVersion()));
        }
    }
}
