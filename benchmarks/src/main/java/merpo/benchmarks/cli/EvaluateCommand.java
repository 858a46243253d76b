package merpo.benchmarks.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import merpo.agents.training.Devices;
import merpo.agents.training.TrainedLearner;
import merpo.agents.training.Trainings;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.StageFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The test stage. */
@Command(
        name = "evaluate",
        description = {
            "Measure every policy of a training, or of an experiment's test, in the real environment.",
            "Meta-learners adapt to their test tasks first."
        },
        footer = {
            "",
            "Example: ./merpo evaluate runs/rac --episodes 50",
            "Example: ./merpo evaluate runs/mine",
            "Every draw follows from the seed with which the run was made."
        })
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            description =
                    "Directory of ./merpo train, or of an experiment that ./merpo prepare began.")
    Path directory;

    @Mixin ThreadOption threads = new ThreadOption();

    @Option(names = "--overwrite", description = "Measure again; the report must be made again.")
    boolean overwrite;

    @Option(
            names = "--episodes",
            paramLabel = "N",
            description = "Of each task of a training, default 10.")
    int episodes = 10;

    @Option(
            names = "--device",
            paramLabel = "D",
            description = "Where tensors live: cpu (default) or gpu.")
    String device = "cpu";

    @Spec CommandSpec spec;

    private final StageFactory experiments;

    EvaluateCommand(StageFactory experiments) {
        this.experiments = experiments;
    }

    @Override
    public Integer call() throws Exception {
        if (Files.isDirectory(directory) && Trainings.holds(directory)) {
            examine();
            return 0;
        }
        new Work(experiments, spec).goOn(directory, threads.count(), overwrite);
        spec.commandLine()
                .getOut()
                .println("Measured in " + directory + ". Next: ./merpo report " + directory);
        return 0;
    }

    private void examine() throws IOException {
        if (episodes < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--episodes is " + episodes + ", must be at least 1");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (RunDirectory run = RunDirectory.open(directory)) {
            List<TrainedLearner.Row> rows =
                    TrainedLearner.examine(run, episodes, threads.count(), Devices.of(device));
            out.printf("%-16s %10s %8s %8s%n", "policy", "return", "score", "least");
            for (TrainedLearner.Row row : rows) {
                out.printf(
                        Locale.ROOT,
                        "%-16s %10.1f %8.3f %8.3f%n",
                        row.policy(),
                        row.meanReturn(),
                        row.score(),
                        row.least());
            }
            out.println(
                    "Means over tasks, %d episodes each; every task: %s"
                            .formatted(episodes, directory.resolve(TrainedLearner.FILE)));
        }
    }
}
