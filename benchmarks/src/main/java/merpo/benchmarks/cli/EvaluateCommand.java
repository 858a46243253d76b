package merpo.benchmarks.cli;

import ai.djl.Device;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import merpo.agents.portable.GuestPolicy;
import merpo.agents.training.Devices;
import merpo.agents.training.TrainedLearner;
import merpo.agents.training.TrainingConfig;
import merpo.benchmarks.report.ReportedRun;
import merpo.benchmarks.report.Results;
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
            "Measure every policy of a training in the real environment.",
            "Learners over tasks adapt to their test tasks first.",
            "Or measure one policy that ./merpo export or somebody else wrote."
        },
        footer = {
            "",
            "Example: ./merpo evaluate runs/rac --episodes 50",
            "         ./merpo evaluate --policy theirs.onnx --env hopper",
            "Every draw follows from the seed with which the run was made."
        })
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description = "Directory of a finished ./merpo train.")
    Path directory;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Instead: a policy, ONNX or TorchScript, whoever trained it.")
    Path policy;

    @Option(
            names = "--env",
            paramLabel = "ID",
            defaultValue = "",
            description = "Where it acts; files of ./merpo export say it themselves.")
    String environment;

    @Option(
            names = "--task",
            paramLabel = "N",
            description = "Where it acts, by index; default all that the file or the family tests.")
    Integer task;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the start states in which it acts, default 0.")
    Long seed;

    @Mixin ComputingOptions computing = new ComputingOptions();

    @Option(names = "--episodes", paramLabel = "N", description = "Of each task, default 10.")
    int episodes = 10;

    @Mixin MovedData data = new MovedData();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Gets the tables, default DIR itself; so a run is only read.")
    Path tables;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Usage.requireAtLeast(spec, "--episodes", episodes, 1);
        int cores = computing.threads.count();
        Device on = Usage.require(spec, () -> Devices.of(computing.device));
        PrintWriter out = spec.commandLine().getOut();
        if ((directory == null) == (policy == null)) {
            throw Usage.wrong(
                    spec, "Give the directory of a training, or --policy FILE: one of both");
        }
        if (policy != null) {
            return guest(out);
        }
        if (!environment.isEmpty() || task != null || seed != null) {
            throw Usage.wrong(
                    spec,
                    "--env, --task and --seed are for --policy FILE; a training knows its own. Leave them out");
        }
        Outputs.requireDirectory(spec, "--out", tables);
        Path source = ReportedRun.training(directory);
        TrainingConfig config = TrainingConfig.read(source).withData(data.training, data.test);
        InterruptNotice notice =
                new InterruptNotice(
                        spec.commandLine().getErr(),
                        () ->
                                "Interrupted. Nothing of %s was changed; begin again with the same command"
                                        .formatted(source));
        try (notice;
                RunDirectory run =
                        tables == null
                                ? RunDirectory.open(source)
                                : RunDirectory.create(tables, Existing.RESUME, Kind.REPORT)) {
            List<TrainedLearner.Row> rows =
                    TrainedLearner.examine(
                            source, config, run, episodes, cores, on, Terminal.progress());
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
                            .formatted(
                                    episodes,
                                    (tables == null ? source : tables)
                                            .resolve(TrainedLearner.FILE)));
        }
        return 0;
    }

    private static String number(OptionalDouble score) {
        return score.isPresent() ? String.format(Locale.ROOT, "%.3f", score.getAsDouble()) : "-";
    }

    private int guest(PrintWriter out) throws Exception {
        OptionalInt wanted = task == null ? OptionalInt.empty() : OptionalInt.of(task);
        try (GuestPolicy guest =
                Usage.require(spec, () -> GuestPolicy.open(policy, environment, wanted))) {
            out.printf(
                    "%-6s %10s %10s %10s %10s%n", "task", "return", "deviation", "least", "most");
            for (var row :
                    guest.measure(episodes, seed == null ? 0 : seed, computing.threads.count())) {
                out.printf(
                        Locale.ROOT,
                        "%-6s %10.1f %10.1f %10.1f %10.1f%n",
                        row.task(),
                        row.mean(),
                        row.deviation(),
                        row.least(),
                        row.most());
            }
            out.printf("%s, %d episodes of each task%n", guest.environment().id(), episodes);
        }
        return 0;
    }
}
