package merpo.benchmarks.cli;

import ai.djl.ndarray.NDManager;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import merpo.datagen.behavior.BehaviorRun;
import merpo.datagen.behavior.Zoo;
import merpo.datagen.behavior.ZooPacker;
import merpo.datagen.nn.TensorEngine;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The trained policies that ship with the project. */
@Command(
        name = "zoo",
        description = "List the trained policies that ship with the project.",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = ZooCommand.Pack.class,
        footer = {"", "Example: ./merpo zoo"})
final class ZooCommand implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "%-22s %5s %11s %10s %10s %10s%n",
                "family", "tasks", "checkpoints", "random", "final", "least");
        for (EnvironmentDefinition definition : Environments.all()) {
            Optional<Zoo> zoo = Zoo.shipped(definition);
            zoo.ifPresent(found -> line(out, found));
        }
        out.println("Returns, means over tasks; least is of the final policies.");
        return 0;
    }

    private static void line(PrintWriter out, Zoo zoo) {
        double[] last =
                zoo.tasks().stream()
                        .mapToDouble(entry -> entry.finalOne().deterministicReturn())
                        .toArray();
        out.printf(
                Locale.ROOT,
                "%-22s %5d %11d %10.1f %10.1f %10.1f%n",
                zoo.training().environment(),
                zoo.tasks().size(),
                zoo.tasks().stream().mapToInt(entry -> entry.kept().size()).sum(),
                zoo.tasks().stream().mapToDouble(Zoo.Entry::randomReturn).average().orElseThrow(),
                Arrays.stream(last).average().orElseThrow(),
                Arrays.stream(last).min().orElseThrow());
    }

    /** Chooses what is worth keeping of a training. */
    @Command(
            name = "pack",
            description =
                    "Choose the checkpoints of a finished training that span random to final, measure each anew, and write them as policies to ship.",
            footer = {
                "",
                "Example: ./merpo zoo pack runs/cheetahs --out assets/src/main/resources/merpo/policies/half-cheetah-fwd-back"
            })
    static final class Pack implements Callable<Integer> {
        @Parameters(paramLabel = "DIR", description = "Directory of ./merpo behaviors.")
        Path directory;

        @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to.")
        Path out;

        @Option(
                names = "--episodes",
                defaultValue = "20",
                paramLabel = "N",
                description = "Stochastic and deterministic ones to measure each (default: 20).")
        int episodes;

        @Mixin ThreadOption threads = new ThreadOption();

        @Spec CommandSpec spec;

        @Override
        public Integer call() throws Exception {
            Usage.requireAtLeast(spec, "--episodes", episodes, 1);
            Outputs.requireDirectory(spec, "--out", out);
            try (NDManager manager = TensorEngine.manager()) {
                Zoo zoo =
                        ZooPacker.pack(
                                BehaviorRun.open(directory),
                                out,
                                episodes,
                                threads.count(),
                                manager);
                line(spec.commandLine().getOut(), zoo);
            }
            return 0;
        }
    }
}
