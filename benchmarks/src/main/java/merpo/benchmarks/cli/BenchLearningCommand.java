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
import merpo.benchmarks.bench.LearningBench;
import merpo.benchmarks.bench.LearningContender;
import merpo.benchmarks.bench.LearningFiles;
import merpo.benchmarks.bench.LearningMeasurement;
import merpo.benchmarks.bench.LearningMemory;
import merpo.benchmarks.bench.LearningTable;
import merpo.benchmarks.bench.PeerException;
import merpo.benchmarks.bench.Workshop;
import merpo.benchmarks.bench.learning.LearningWork;
import merpo.datagen.run.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Time of learning updates: ours, stable-baselines3, sbx, d3rlpy. */
@Command(
        name = "learning",
        description = {
            "Milliseconds per learning update of ours, stable-baselines3, sbx and d3rlpy at equal sizes, batches",
            "and threads, and what ours makes of the fastest matrix product. Writes learning.csv and",
            "learning.yaml. The Python libraries are installed once, into the cache: 3 GB over the network,",
            "6 GB on the disk, since PyTorch comes with its parts for graphics processors."
        },
        footer = {
            "",
            "Example: ./merpo bench learning --only sac,sac-8 --threads 2 --rounds 5",
            "Exit status 1 when a contender could not be measured; the others are."
        })
final class BenchLearningCommand implements Callable<Integer> {
    private static final List<LearningContender> OPTIONAL =
            Stream.of(LearningContender.values())
                    .filter(contender -> contender != LearningContender.MERPO)
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
            description = "Leave out stable-baselines3, sbx or d3rlpy.")
    Set<String> without = Set.of();

    @Option(
            names = "--memory",
            paramLabel = "UPDATES",
            arity = "0..1",
            fallbackValue = "100000",
            description = {
                "Time nothing: do so many updates of a stack of small networks, default 100000, and watch",
                "the memory. Writes learning-memory.csv."
            })
    Long memory;

    @Mixin BenchOptions options = new BenchOptions(7);

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (options.rounds < 1 || !(seconds > 0)) {
            throw wrong(
                    "--rounds is "
                            + options.rounds
                            + ", --seconds "
                            + seconds
                            + ": must be at least 1 and above 0");
        }
        if (memory != null && memory < 1) {
            throw wrong("--memory is " + memory + ", must be at least 1 update. Try 100000");
        }
        for (int count : threads) {
            int cores = Runtime.getRuntime().availableProcessors();
            if (count < 1 || count > cores) {
                throw wrong(
                        "--threads has %d, must be in [1, %d]: this machine has %d cores"
                                .formatted(count, cores, cores));
            }
        }
        LearningBench bench = new LearningBench(works(), left(), options.rounds, seconds);
        try (Workshop workshop = Workshop.open()) {
            return memory == null ? time(bench, workshop.directory()) : watch(workshop.directory());
        }
    }

    private int time(LearningBench bench, Path workshop) {
        PrintWriter text = spec.commandLine().getOut();
        List<LearningMeasurement> all = new ArrayList<>();
        List<Double> load = new ArrayList<>(List.of(load()));
        text.println(LearningTable.header());
        for (int count : threads.stream().distinct().toList()) {
            all.addAll(bench.measure(count, workshop));
            load.add(load());
            bench.works().forEach(work -> text.println(LearningTable.line(work, count, all)));
            LearningFiles.write(options.out, bench, all, load);
        }
        text.println();
        LearningTable.notes(bench).forEach(text::println);
        options.tellWhere(spec, "learning", "versions and targets");
        return BenchOptions.status(spec, LearningTable.failures(all));
    }

    private int watch(Path workshop) {
        PrintWriter text = spec.commandLine().getOut();
        try {
            LearningMemory watched =
                    LearningMemory.of(
                            threads.get(0),
                            memory,
                            Math.min(10, 10 * seconds),
                            workshop,
                            soFar -> {
                                text.println(soFar.last());
                                soFar.write(options.out);
                            });
            text.println(LearningWork.soak().text() + ". " + watched.verdict());
            text.println("Every sample is in " + options.out.resolve("learning-memory.csv"));
            return 0;
        } catch (PeerException e) {
            spec.commandLine().getErr().println("merpo: " + e.getMessage());
            return 1;
        }
    }

    /** Processes that want a core, averaged over a minute. */
    private static double load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return Double.parseDouble(String.format(Locale.ROOT, "%.2f", load));
    }

    private List<LearningWork> works() {
        try {
            return LearningBench.chosen(only);
        } catch (Refusal e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Set<LearningContender> left() {
        Set<LearningContender> left = EnumSet.noneOf(LearningContender.class);
        List<String> known = OPTIONAL.stream().map(LearningContender::text).toList();
        for (String name : without) {
            BenchOptions.requireKnown(spec, name, known);
            left.add(OPTIONAL.get(known.indexOf(name)));
        }
        return left;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
