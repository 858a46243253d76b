package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what can be named after {@code --env}. */
@Command(
        name = "envs",
        description = "List the environments and what varies between their tasks.",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {EnvsRolloutCommand.class, EnvsCheckCommand.class},
        footer = {"", "Example: ./merpo envs"})
final class EnvsCommand implements Callable<Integer> {
    private static final String ROW = "%-24s %11s %7s %8s  %s%n";

    @Spec CommandSpec spec;

    private final EnvironmentCatalog catalog;

    EnvsCommand(EnvironmentCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, ROW, "environment", "observation", "action", "horizon", "tasks");
        for (EnvironmentCatalog.Entry entry : catalog.entries()) {
            out.printf(
                    Locale.ROOT,
                    ROW,
                    entry.id(),
                    entry.observationSize(),
                    entry.actionSize(),
                    entry.horizon(),
                    entry.tasks());
        }
        return 0;
    }
}
