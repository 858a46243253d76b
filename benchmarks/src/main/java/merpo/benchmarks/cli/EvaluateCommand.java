package merpo.benchmarks.cli;

import ai.djl.Device;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import merpo.agents.training.Devices;
import merpo.agents.training.TrainedLearner;
import merpo.benchmarks.report.Results;
import merpo.datagen.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tries what was trained. */
@Command(
        name = "evaluate",
        description = {
            "Measure every policy of a training in the real environment.",
            "Learners over tasks adapt to their test tasks first."
        },
        footer = {
            "",
            "Example: ./merpo evaluate runs/rac --episodes 50",
            "Every draw follows from the seed with which the run was made."
        })
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Directory of a finished ./merpo train.")
    Path directory;

    @Mixin ComputingOptions computing = new ComputingOptions();

    @Option(names = "--episodes", paramLabel = "N", description = "Of each task, default 10.")
    int episodes = 10;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Usage.requireAtLeast(spec, "--episodes", episodes, 1);
        int cores = computing.threads.count();
        Device on = Usage.require(spec, () -> Devices.of(computing.device));
        PrintWriter out = spec.commandLine().getOut();
        try (RunDirectory run = RunDirectory.open(directory)) {
            List<TrainedLearner.Row> rows =
                    TrainedLearner.examine(run, episodes, cores, on, Terminal.progress());
            out.printf("%-16s %10s %8s %8s%n", "policy", "return", "score", "least");
            for (TrainedLearner.Row row : rows) {
                out.printf(
                        Locale.ROOT,
                        "%-16s %10.1f %8s %8s%n",
                        row.policy(),
                        row.meanReturn(),
                        number(row.score()),
                        number(row.least()));
            }
            if (rows.stream().anyMatch(row -> row.score().isEmpty())) {
                out.println("No scores: " + Results.UNSCORED);
            }
            out.println(
                    "Means over tasks, %d episodes each; every task: %s"
                            .formatted(episodes, directory.resolve(TrainedLearner.FILE)));
        }
        return 0;
    }

    private static String number(OptionalDouble score) {
        return score.isPresent() ? String.format(Locale.ROOT, "%.3f", score.getAsDouble()) : "-";
    }
}
