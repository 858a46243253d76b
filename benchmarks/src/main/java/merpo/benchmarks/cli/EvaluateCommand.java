package merpo.benchmarks.cli;

import ai.djl.Device;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import merpo.agents.training.Devices;
import merpo.agents.training.TrainedLearner;
import merpo.agents.training.TrainingConfig;
import merpo.benchmarks.report.ReportedRun;
import merpo.datagen.run.Existing;
import merpo.datagen.run.Kind;
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
            "Measure every policy of a training in the real environment. Learners over tasks adapt to",
            "their test tasks first."
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

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Where the datasets lie now, if they were moved; they are known by their content.")
    Path data;

    @Option(
            names = "--test-data",
            paramLabel = "DIR",
            description = "The same for datasets of test tasks that lie apart.")
    Path testData;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Gets the tables, default DIR itself; so a run is only read.")
    Path tables;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Usage.requireAtLeast(spec, "--episodes", episodes, 1);
        Outputs.requireDirectory(spec, "--out", tables);
        Device on = Usage.require(spec, () -> Devices.of(computing.device));
        int cores = computing.threads.count();
        Path source = ReportedRun.training(directory);
        TrainingConfig config = TrainingConfig.read(source).withData(data, testData);
        PrintWriter out = spec.commandLine().getOut();
        InterruptNotice notice =
                new InterruptNotice(
                        spec.commandLine().getErr(),
                        () ->
                                "Interrupted. Nothing of %s was changed; begin again with the same command: ./merpo evaluate %s"
                                        .formatted(source, directory));
        try (notice;
                RunDirectory run =
                        tables == null
                                ? RunDirectory.open(source)
                                : RunDirectory.create(tables, Existing.RESUME, Kind.REPORT)) {
            List<TrainedLearner.Row> rows =
                    TrainedLearner.examine(source, config, run, episodes, cores, on);
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
                            .formatted(
                                    episodes,
                                    (tables == null ? source : tables)
                                            .resolve(TrainedLearner.FILE)));
        }
        return 0;
    }
}
