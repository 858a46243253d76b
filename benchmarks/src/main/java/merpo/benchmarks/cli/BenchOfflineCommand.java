package merpo.benchmarks.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import merpo.benchmarks.bench.offline.PeerPlan;
import merpo.benchmarks.bench.offline.PeerTraining;
import merpo.datagen.run.Kind;
import merpo.datagen.run.RunDirectory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What another library learns from the same files. */
@Command(
        name = "offline",
        description = {
            "Train a learner of d3rlpy on a dataset, and try its policies as ours are tried: from the same starts, every so many steps.",
            "Writes returns.csv, policy.pt and stages.csv. Figures anchor-4-halfcheetah, -hopper and -walker2d put such runs beside ours. d3rlpy and PyTorch are installed once, into the cache: 3 GB over the network, 6 GB on the disk."
        },
        footer = {
            "",
            "Example: ./merpo bench offline d3rlpy-td3-bc --data data/hopper/medium --out runs/td3-bc"
        })
final class BenchOfflineCommand implements Callable<Integer> {
    @Parameters(paramLabel = "LEARNER", description = "d3rlpy-cql, d3rlpy-iql or d3rlpy-td3-bc.")
    String learner;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Directory with one dataset.")
    Path data;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Gets the run.")
    Path out;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "Of gradient descent, default ${DEFAULT-VALUE}.")
    int steps = 30_000;

    @Option(
            names = "--every",
            paramLabel = "N",
            description = "Steps between two evaluations, default ${DEFAULT-VALUE}.")
    int every = 1000;

    @Option(
            names = "--episodes",
            paramLabel = "N",
            description = "Of an evaluation, default ${DEFAULT-VALUE}.")
    int episodes = 5;

    @Option(
            names = "--hidden-layers",
            paramLabel = "N",
            description = "Of actor and critics, default ${DEFAULT-VALUE}.")
    int hiddenLayers = 2;

    @Option(
            names = "--width",
            paramLabel = "N",
            description = "Of each layer, default ${DEFAULT-VALUE}.")
    int width = 128;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Transitions of a step, default ${DEFAULT-VALUE}.")
    int batch = 128;

    @Mixin SeedOption draws = new SeedOption();
    @Mixin ThreadOption threads = new ThreadOption();
    @ArgGroup ExistingOption existing;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Outputs.requireDirectory(spec, "--out", out);
        int cores = threads.count();
        PeerPlan plan =
                Usage.require(
                        spec,
                        () ->
                                new PeerPlan(
                                        learner,
                                        data.toAbsolutePath().toString(),
                                        draws.seed,
                                        steps,
                                        every,
                                        episodes,
                                        hiddenLayers,
                                        width,
                                        batch));
        PeerTraining training = new PeerTraining(plan);
        try (RunDirectory run = RunDirectory.create(out, ExistingOption.of(existing), Kind.PEER)) {
            training.into(run, cores, Terminal.progress());
        }
        spec.commandLine()
                .getOut()
                .println(
                        "Trained: %s, %s"
                                .formatted(out.resolve("policy.pt"), out.resolve("returns.csv")));
        return 0;
    }
}
