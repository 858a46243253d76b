package merpo.benchmarks.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measurements of speed, each a subcommand. */
@Command(
        name = "bench",
        description = "Measure speed against others that do the same work.",
        synopsisSubcommandLabel = "WHAT",
        subcommands = {
            BenchSteppingCommand.class,
            BenchDataCommand.class,
            BenchGenerationCommand.class,
            BenchLearningCommand.class,
            BenchNeighborsCommand.class,
            BenchOfflineCommand.class
        },
        footer = {"", "Example: ./merpo bench stepping"})
final class BenchCommand implements Runnable {
    @Spec CommandSpec spec;

    @Override
    public void run() {
        throw Usage.wrong(
                spec,
                "No measurement given, expected one of "
                        + String.join(", ", spec.subcommands().keySet())
                        + ". Begin with: ./merpo bench stepping");
    }
}
