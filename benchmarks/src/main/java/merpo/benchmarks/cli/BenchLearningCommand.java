package merpo.benchmarks.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import merpo.benchmarks.bench.BenchFiles;
import merpo.benchmarks.bench.BenchTable;
import merpo.benchmarks.bench.Measurement;
import merpo.benchmarks.bench.learning.BaselineWorks;
import merpo.benchmarks.bench.learning.LearningBench;
import merpo.benchmarks.bench.learning.LearningContender;
import merpo.benchmarks.bench.learning.LearningMemory;
import merpo.benchmarks.bench.learning.LearningWork;
import merpo.datagen.nn.Precision;
import merpo.datagen.process.ProgramException;
import merpo.datagen.process.TemporaryFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Time of learning updates: ours, stable-baselines3, sbx, d3rlpy, plain PyTorch. */
@Command(
        name = "learning",
        description = {
            "Milliseconds per learning update of ours, stable-baselines3, sbx, d3rlpy and, for what no library has, eager PyTorch at equal sizes, batches and threads, and what ours makes of the fastest matrix product.",
            "Writes learning.csv and learning.yaml. The Python libraries are installed once, into the cache: 3 GB over the network, 6 GB on the disk, since PyTorch comes with its parts for graphics processors."
        },
        footer = {
            "",
            "Example: ./merpo bench learning --only sac,sac-8 --threads 2 --rounds 5",
            "Example: ./merpo bench learning --precision --only combo,merpo --without stable-baselines3,sbx,d3rlpy,pytorch",
            "Exit status 1 when a contender could not be measured; the others are."
        })
final class BenchLearningCommand implements Callable<Integer> {
    private static final List<LearningContender> OPTIONAL =
            Stream.of(LearningContender.values())
                    .filter(
                            contender ->
                                    contender != LearningContender.MERPO
                                            && contender != LearningContender.MERPO_BF16)
                    .toList();

    @Option(
            names = "--only",
            paramLabel = "CASE",
            split = ",",
            description = "What to time, default everything; matrix products always are.")
    List<String> only = List.of();

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            description = "Threads of the arithmetic, default 2.")
    List<Integer> threads = List.of(2);

    @Option(names = "--seconds", paramLabel = "S", description = "Length of a round, default 1.5.")
    double seconds = 1.5;

    @Option(
            names = "--without",
            paramLabel = "NAME",
            split = ",",
            description = "Leave out stable-baselines3, sbx, d3rlpy or pytorch.")
    Set<String> without = Set.of();

    @Option(
            names = "--precision",
            description =
                    "Also time ours in bfloat16 (merpo-bf16), in turns with single precision.")
    boolean precision;

    @Option(
            names = "--memory",
            paramLabel = "UPDATES",
            arity = "0..1",
            fallbackValue = "100000",
            description =
                    "Time nothing: do so many updates, default 100000, of RAC, or of the method that --only names, as in its smoke preset, and watch the memory. Writes learning-memory.csv, with --only learning-memory-CASE.csv.")
    Long memory;

    @Mixin BenchOptions options = new BenchOptions(7);

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (options.rounds < 1 || !(seconds > 0)) {
            throw Usage.wrong(
                    spec,
                    "--rounds is %s, --seconds %s: must be at least 1 and above 0"
                            .formatted(options.rounds, seconds));
        }
        if (memory != null && memory < 1) {
            throw Usage.wrong(
                    spec, "--memory is " + memory + ", must be at least 1 update. Try 100000");
        }
        for (int count : threads) {
            int cores = Runtime.getRuntime().availableProcessors();
            if (count < 1 || count > cores) {
                throw Usage.wrong(
                        spec,
                        "--threads has %d, must be in [1, %d]: this machine has %d cores"
                                .formatted(count, cores, cores));
            }
        }
        try (TemporaryFolder folder = TemporaryFolder.create("merpo-bench")) {
            if (memory != null) {
                return watch(Usage.require(spec, () -> BaselineWorks.soak(only)), folder.path());
            }
            List<LearningWork> works = Usage.require(spec, () -> LearningBench.chosen(only));
            return time(LearningBench.of(works, left(), options.rounds, seconds, folder.path()));
        }
    }

    private int time(LearningBench bench) {
        PrintWriter text = spec.commandLine().getOut();
        BenchTable table = new BenchTable(bench.bench(), bench.cells(1));
        List<Measurement> all = new ArrayList<>();
        List<Double> load = new ArrayList<>(List.of(load()));
        text.println(table.header());
        for (int count : threads.stream().distinct().toList()) {
            all.addAll(bench.measure(count));
            load.add(load());
            bench.cells(count).forEach(cell -> text.println(table.line(cell, all)));
            BenchFiles.write(options.out, bench.bench(), all, bench.facts(all, load));
        }
        text.println();
        bench.notes().forEach(text::println);
        options.tellWhere(spec, "learning", "versions and targets");
        return BenchOptions.status(spec, BenchTable.failures(all));
    }

    private int watch(LearningWork work, Path folder) {
        String name = only.isEmpty() ? "" : "-" + only.get(0);
        Path file = options.out.resolve("learning-memory" + name + ".csv");
        PrintWriter text = spec.commandLine().getOut();
        try {
            LearningMemory watched =
                    LearningMemory.of(
                            work.name(),
                            threads.get(0),
                            memory,
                            Math.min(10, 10 * seconds),
                            folder,
                            soFar -> {
                                text.println(soFar.last());
                                soFar.write(file);
                            });
            text.println(work.text() + ". " + watched.verdict());
            text.println("Every sample is in " + file);
            return 0;
        } catch (ProgramException e) {
            spec.commandLine().getErr().println("merpo: " + e.getMessage());
            return 1;
        }
    }

    /** Processes that want a core, averaged over a minute. */
    private static double load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return Double.parseDouble(String.format(Locale.ROOT, "%.2f", load));
    }

    private Set<LearningContender> left() {
        Set<LearningContender> left = EnumSet.noneOf(LearningContender.class);
        List<String> known = OPTIONAL.stream().map(LearningContender::text).toList();
        for (String name : without) {
            BenchOptions.requireKnown(spec, name, known);
            left.add(OPTIONAL.get(known.indexOf(name)));
        }
        if (precision) {
            Precision.BF16.require();
        } else {
            left.add(LearningContender.MERPO_BF16);
        }
        return left;
    }
}
