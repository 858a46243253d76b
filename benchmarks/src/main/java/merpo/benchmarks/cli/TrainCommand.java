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

/** The middle stages: the dynamics model and MerPO. */
@Command(
        name = "train",
        description =
                "Train the model and the meta-policy on the data of a run; goes on where it stopped.",
        footer = {
            "",
            "Example: ./merpo train runs/mine",
            "Every draw follows from the seed with which the run was made."
        })
final class TrainCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Directory of a run, made by ./merpo prepare.")
    Path directory;

    @Mixin ThreadOption threads = new ThreadOption();

    @Option(
            names = "--overwrite",
            description = "Train again from the start; the test and the report must be made again.")
    boolean overwrite;

    @Spec CommandSpec spec;

    private final StageFactory experiments;

    TrainCommand(StageFactory experiments) {
        this.experiments = experiments;
    }

    @Override
    public Integer call() throws Exception {
        new Work(experiments, spec).goOn(directory, threads.count(), overwrite);
        spec.commandLine()
                .getOut()
                .println("Trained in " + directory + ". Next: ./merpo evaluate " + directory);
        return 0;
    }
}
