package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what can be named after {@code --env}. */
@Command(
        name = "envs",
        description = "List the environments; look at one, its tasks and recorded rollouts.",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {
            EnvsShowCommand.class,
            EnvsTasksCommand.class,
            EnvsRolloutCommand.class,
            EnvsCheckCommand.class
        },
        footer = {"", "Example: ./merpo envs show ant-dir"})
final class EnvsCommand implements Callable<Integer> {
    private static final String ROW = "%-22s %11s %6s %7s %5s%n";

    @Spec CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(ROW, "environment", "observation", "action", "horizon", "tasks");
        for (EnvironmentDefinition definition : Environments.all()) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    definition.id(),
                    definition.observationSize(),
                    definition.actionSize(),
                    definition.horizon(),
                    definition.tasks().size().isPresent()
                            ? definition.tasks().size().getAsInt()
                            : "drawn");
            out.println("    " + definition.summary());
        }
        return 0;
    }
}
