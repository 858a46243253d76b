package merpo.benchmarks.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import merpo.datagen.run.StageFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The first stages: tasks, behaviour policies, datasets. */
@Command(
        name = "prepare",
        description =
                "Draw tasks, train behaviour policies, write one dataset per task and quality.",
        footer = {
            "",
            "Example: ./merpo prepare --env point-robot-wind --seed 1 --out runs/mine",
            "Next:    ./merpo train runs/mine"
        })
final class PrepareCommand implements Callable<Integer> {
    @Mixin ExperimentOptions experiment = new ExperimentOptions();
    @Mixin ThreadOption threads = new ThreadOption();
    @ArgGroup ExistingOption existing;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "Directory of the run.")
    Path out;

    @Spec CommandSpec spec;

    private final StageFactory experiments;

    PrepareCommand(StageFactory experiments) {
        this.experiments = experiments;
    }

    @Override
    public Integer call() throws Exception {
        new Work(experiments, spec)
                .begin(
                        experiment,
                        out,
                        ExistingOption.of(existing),
                        threads.count(),
                        pipeline -> pipeline.runCommand("prepare"));
        spec.commandLine().getOut().println("Data is in " + out + ". Next: ./merpo train " + out);
        return 0;
    }
}
