package merpo.benchmarks.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import merpo.benchmarks.report.Summary;
import merpo.datagen.run.Pipeline;
import merpo.datagen.run.Settings;
import merpo.datagen.run.StageFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** All stages, from drawing tasks to the report. */
@Command(
        name = "quickstart",
        description = "Run a whole experiment: tasks, data, training, test and report.",
        footer = {"", "Example: ./merpo quickstart --seed 1 --out runs/first"})
final class QuickstartCommand implements Callable<Integer> {
    @Mixin ExperimentOptions experiment = new ExperimentOptions();
    @Mixin ThreadOption threads = new ThreadOption();
    @ArgGroup ExistingOption existing;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Directory of the run, default runs/quickstart-ENV-SCALE-seedN.")
    Path out;

    @Spec CommandSpec spec;

    private final StageFactory experiments;

    QuickstartCommand(StageFactory experiments) {
        this.experiments = experiments;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = experiment.settings();
        Path directory = out != null ? out : defaultDirectory(settings);
        Path root =
                new Work(experiments, spec)
                        .begin(
                                experiment,
                                directory,
                                ExistingOption.of(existing),
                                threads.count(),
                                Pipeline::runAll);
        Summary.print(root, directory, spec.commandLine().getOut());
        return 0;
    }

    private static Path defaultDirectory(Settings settings) {
        return Path.of(
                "runs",
                "quickstart-"
                        + settings.environment()
                        + "-"
                        + settings.scale()
                        + "-seed"
                        + settings.seed());
    }
}
