package merpo.benchmarks.cli;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import merpo.agents.training.AdaptationRun;
import merpo.agents.training.Devices;
import merpo.datagen.run.Kind;
import merpo.datagen.run.RunDirectory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From a learner over tasks and new tasks' data to policies for these tasks. */
@Command(
        name = "adapt",
        description =
                "Make policies for new tasks from their datasets alone, by what a learner over tasks knows, and measure them in the real environment.",
        footer = {
            "",
            "Example: ./merpo adapt runs/walkers --data data/new/good --out runs/adapted"
        })
final class AdaptCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RUN",
            description = "A finished training of a learner over tasks, such as merpo.")
    Path source;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Datasets of the new tasks, one file per task.")
    Path data;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Gets policy.safetensors, returns.csv and the models' quality.")
    Path out;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description = "On the new tasks, default as many as the training was tried with.")
    int steps;

    @Option(
            names = "--trajectories",
            paramLabel = "N",
            description = "The first of each new task that are used, default all.")
    int trajectories;

    @Option(
            names = "--ablations",
            description =
                    "Try the same without each of its parts beside it: MerPO without its start, without the meta-policy's regularizer, without both.")
    boolean ablations;

    @Option(
            names = "--every",
            paramLabel = "N",
            description = "Steps between two points of the curve, default 10.")
    int every = 10;

    @Option(names = "--episodes", paramLabel = "N", description = "Of each task, default 10.")
    int episodes = 10;

    @Mixin SeedOption draws = new SeedOption();
    @Mixin ComputingOptions computing = new ComputingOptions();
    @ArgGroup ExistingOption existing;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Outputs.requireDirectory(spec, "--out", out);
        int cores = computing.threads.count();
        Device on = Usage.require(spec, () -> Devices.of(computing.device));
        AdaptationRun tasks =
                Usage.require(
                        spec,
                        () -> {
                            AdaptationRun run =
                                    new AdaptationRun(
                                            source,
                                            data,
                                            steps,
                                            trajectories,
                                            ablations,
                                            every,
                                            episodes,
                                            draws.seed);
                            run.check();
                            return run;
                        });
        try (RunDirectory run =
                RunDirectory.create(out, ExistingOption.of(existing), Kind.ADAPTATION)) {
            tasks.adapt(run, cores, on, Terminal.progress());
        }
        spec.commandLine()
                .getOut()
                .println(
                        "Adapted: %s, %s"
                                .formatted(
                                        out.resolve("policy.safetensors"),
                                        out.resolve("returns.csv")));
        return 0;
    }
}
