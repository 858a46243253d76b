package merpo.benchmarks.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import merpo.benchmarks.report.Summary;
import merpo.datagen.run.StageFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The last stage: figures and report, always made anew. */
@Command(
        name = "report",
        description = "Draw the figures of a run and write report.html; made anew each time.",
        footer = {"", "Example: ./merpo report runs/mine"})
final class ReportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Directory of a run that was evaluated.")
    Path directory;

    @Spec CommandSpec spec;

    private final StageFactory experiments;

    ReportCommand(StageFactory experiments) {
        this.experiments = experiments;
    }

    @Override
    public Integer call() throws Exception {
        Path root = new Work(experiments, spec).goOn(directory, 1, true);
        Summary.print(root, directory, spec.commandLine().getOut());
        return 0;
    }
}
