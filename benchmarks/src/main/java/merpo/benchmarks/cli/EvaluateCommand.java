package merpo.benchmarks.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import merpo.benchmarks.run.StageFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The test stage. */
@Command(
        name = "evaluate",
        description =
                "Adapt to the test tasks of a trained run and measure every policy in the real environment.",
        footer = {
            "",
            "Example: ./merpo evaluate runs/mine",
            "Every draw follows from the seed with which the run was made."
        })
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Directory of a run, made by ./merpo prepare.")
    Path directory;

    @Mixin ThreadOption threads = new ThreadOption();

    @Option(names = "--overwrite", description = "Measure again; the report must be made again.")
    boolean overwrite;

    @Spec CommandSpec spec;

    private final StageFactory experiments;

    EvaluateCommand(StageFactory experiments) {
        this.experiments = experiments;
    }

    @Override
    public Integer call() throws Exception {
        new Work(experiments, spec).goOn(directory, threads.count(), overwrite);
        spec.commandLine()
                .getOut()
                .println("Measured in " + directory + ". Next: ./merpo report " + directory);
        return 0;
    }
}
