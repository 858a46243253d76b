package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import merpo.benchmarks.bench.NeighborBench;
import merpo.datagen.process.ProgramException;
import merpo.datagen.process.TemporaryFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Threads beside busy neighbours. */
@Command(
        name = "neighbors",
        description = {
            "Seconds of generate, behaviors and train with one thread and with two, alone and beside two busy threads of another process, where two may take at most 1.2 times what one takes.",
            "Writes neighbors.csv."
        },
        footer = {
            "",
            "Example: ./merpo bench neighbors --rounds 1",
            "Exit status 1 when a command failed."
        })
final class BenchNeighborsCommand implements Callable<Integer> {
    @Mixin BenchOptions options = new BenchOptions(3);

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Usage.requireAtLeast(spec, "--rounds", options.rounds, 1);
        PrintWriter text = spec.commandLine().getOut();
        List<String> failures = new ArrayList<>();
        try (TemporaryFolder folder = TemporaryFolder.create("merpo-bench")) {
            NeighborBench bench =
                    new NeighborBench(
                            spec.root().userObject().getClass().getName(),
                            options.rounds,
                            folder.path());
            text.printf("%-10s %9s %8s %8s%n", "command", "neighbors", "threads", "seconds");
            List<NeighborBench.Row> rows = bench.measure(text::println);
            NeighborBench.missed(rows).forEach(text::println);
            Files.createDirectories(options.out);
            NeighborBench.write(options.out, rows);
            text.printf("%nAll are in %s%n", options.out.resolve("neighbors.csv"));
        } catch (ProgramException e) {
            failures.add(e.getMessage());
        }
        return BenchOptions.status(spec, failures);
    }
}
