package merpo.benchmarks.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import merpo.benchmarks.bench.Bench;
import merpo.benchmarks.bench.BenchFiles;
import merpo.benchmarks.bench.BenchTable;
import merpo.benchmarks.bench.Measurement;
import merpo.benchmarks.bench.generation.GenerationBench;
import merpo.benchmarks.bench.generation.Making;
import merpo.datagen.behavior.Zoo;
import merpo.datagen.process.TemporaryFolder;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rows per second of generate beside environment steps per second. */
@Command(
        name = "generation",
        description = {
            "Rows per second of whole generate commands, beside the environment steps per second of the same simulations without policy and files, of which generate is to reach half.",
            "Writes generation.csv and generation.yaml."
        },
        footer = {
            "",
            "Example: ./merpo bench generation --env halfcheetah --rounds 1",
            "Exit status 1 when one could not be measured; the others are."
        })
final class BenchGenerationCommand implements Callable<Integer> {
    @Option(
            names = "--env",
            paramLabel = "ID",
            split = ",",
            description = "Of what, default halfcheetah,hopper,walker2d.")
    List<String> environments = List.of("halfcheetah", "hopper", "walker2d");

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            description = "With how many threads, default 1,2.")
    List<Integer> threads = List.of(1, 2);

    @Option(
            names = "--transitions",
            paramLabel = "N",
            description = "Rows of each file, default ${DEFAULT-VALUE}.")
    int transitions = 300_000;

    @Mixin BenchOptions options = new BenchOptions(3);

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Usage.requireAtLeast(spec, "--rounds", options.rounds, 1);
        Usage.requireAtLeast(spec, "--transitions", transitions, 1);
        threads.forEach(count -> Usage.requireAtLeast(spec, "--threads", count, 1));
        for (String environment : environments) {
            EnvironmentDefinition definition =
                    Usage.require(spec, () -> Environments.named(environment));
            if (Zoo.shipped(definition).isEmpty()) {
                throw Usage.wrong(
                        spec,
                        "--env names %s, for which no policies ship. Give one that has some, such as halfcheetah"
                                .formatted(environment));
            }
        }
        PrintWriter text = spec.commandLine().getOut();
        List<Making> works =
                GenerationBench.works(
                        environments.stream().distinct().toList(),
                        threads.stream().distinct().toList());
        List<Measurement> all = new ArrayList<>();
        try (TemporaryFolder folder = TemporaryFolder.create("merpo-bench")) {
            Bench<Making> bench =
                    GenerationBench.of(
                            spec.root().userObject().getClass().getName(),
                            transitions,
                            folder.path(),
                            options.rounds);
            BenchTable table = new BenchTable(bench, works);
            text.println(table.header());
            for (Making work : works) {
                all.addAll(bench.measure(List.of(work)));
                text.println(table.line(work, all));
                BenchFiles.write(options.out, bench, all, GenerationBench.facts(transitions));
            }
        }
        text.println();
        GenerationBench.notes(transitions, options.rounds).forEach(text::println);
        options.tellWhere(spec, "generation", "versions");
        return BenchOptions.status(spec, BenchTable.failures(all));
    }
}
