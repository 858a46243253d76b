package merpo.benchmarks.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import merpo.benchmarks.bench.Bench;
import merpo.benchmarks.bench.BenchFiles;
import merpo.benchmarks.bench.BenchTable;
import merpo.benchmarks.bench.Measurement;
import merpo.benchmarks.bench.stepping.Cell;
import merpo.benchmarks.bench.stepping.Endurance;
import merpo.benchmarks.bench.stepping.JavaContender;
import merpo.benchmarks.bench.stepping.Problem;
import merpo.benchmarks.bench.stepping.SteppingBench;
import merpo.datagen.process.ProgramException;
import merpo.datagen.process.TemporaryFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Environment steps per second: C, Java, Gymnasium, EnvPool. */
@Command(
        name = "stepping",
        description = {
            "Environment steps per second of a C program, our vector environment, Gymnasium and EnvPool, with the bytes that ours allocates and the memory that it holds.",
            "Writes stepping.csv and stepping.yaml. The Python libraries are installed once, into the cache."
        },
        footer = {
            "",
            "Example: ./merpo bench stepping --env halfcheetah-v5 --without envpool",
            "Exit status 1 when a contender could not be measured; the others are."
        })
final class BenchSteppingCommand implements Callable<Integer> {
    private static final long MILLION = 1_000_000;
    private static final List<String> OPTIONAL = List.of("c", "gymnasium", "envpool");

    @Option(
            names = "--env",
            paramLabel = "ID",
            split = ",",
            description = "What to step, default halfcheetah-v5,walker2d-v5,ant-v5.")
    List<String> environments = List.of();

    @Option(
            names = "--simulations",
            paramLabel = "N",
            split = ",",
            description = "How many at once, default 1,32.")
    List<Integer> simulations = List.of(1, 32);

    @Option(
            names = "--threads",
            paramLabel = "N",
            split = ",",
            description = "How many threads step them, default 1,2.")
    List<Integer> threads = List.of(1, 2);

    @Option(names = "--seconds", paramLabel = "S", description = "Length of a round, default 0.7.")
    double seconds = 0.7;

    @Option(
            names = "--soak",
            paramLabel = "STEPS",
            description =
                    "Steps of the first environment over which memory must stay flat, default 10000000; the others are stepped a million times. 0 leaves it out.")
    long soak = 10 * MILLION;

    @Option(
            names = "--without",
            paramLabel = "NAME",
            split = ",",
            description = "Leave out c, gymnasium or envpool.")
    Set<String> without = Set.of();

    @Mixin BenchOptions options = new BenchOptions(5);

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<Cell> cells =
                Cell.all(
                        problems(),
                        atLeastOne("--simulations", simulations),
                        atLeastOne("--threads", threads));
        if (cells.isEmpty()) {
            throw Usage.wrong(
                    spec,
                    "--threads %s are more than --simulations %s. Give at least as many simulations"
                            .formatted(threads, simulations));
        }
        if (options.rounds < 1 || !(seconds > 0) || soak < 0) {
            throw Usage.wrong(
                    spec,
                    "--rounds is %s, --seconds %s, --soak %s: must be at least 1, above 0 and at least 0"
                            .formatted(options.rounds, seconds, soak));
        }
        without.forEach(name -> BenchOptions.requireKnown(spec, name, OPTIONAL));
        announce(cells.size());
        try (TemporaryFolder folder = TemporaryFolder.create("merpo-bench")) {
            return measure(cells, folder.path());
        }
    }

    private void announce(int cells) {
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "Lines of the table: %d, about half a minute each%s. The first use installs what is missing.%n",
                        cells,
                        soak == 0
                                ? ""
                                : String.format(Locale.ROOT, ", then %,d steps and more", soak));
    }

    private int measure(List<Cell> cells, Path folder) {
        PrintWriter text = spec.commandLine().getOut();
        Bench<Cell> bench = SteppingBench.of(folder, without, options.rounds, seconds);
        BenchTable table = new BenchTable(bench, cells);
        List<Measurement> all = new ArrayList<>();
        List<Endurance> endurances = new ArrayList<>();
        text.println(table.header());
        for (Cell cell : cells) {
            all.addAll(bench.measure(List.of(cell)));
            text.println(table.line(cell, all));
            BenchFiles.write(options.out, bench, all, SteppingBench.facts(endurances));
        }
        List<String> failures = new ArrayList<>(BenchTable.failures(all));
        text.println();
        SteppingBench.notes(bench).forEach(text::println);
        if (soak > 0) {
            text.println();
            endure(cells, folder, endurances, failures);
            BenchFiles.write(options.out, bench, all, SteppingBench.facts(endurances));
        }
        options.tellWhere(spec, "stepping", "versions and memory");
        return BenchOptions.status(spec, failures);
    }

    /** The widest cell of every environment; the first is soaked. */
    private void endure(
            List<Cell> cells, Path folder, List<Endurance> endurances, List<String> failures) {
        for (Problem problem : cells.stream().map(Cell::problem).distinct().toList()) {
            Cell widest =
                    cells.stream()
                            .filter(cell -> cell.problem().equals(problem))
                            .max(
                                    Comparator.comparingInt(Cell::simulations)
                                            .thenComparingInt(Cell::threads))
                            .orElseThrow();
            long steps = endurances.isEmpty() ? soak : Math.min(soak, MILLION);
            try {
                Endurance endurance = Endurance.of(new JavaContender(folder), widest, steps);
                endurances.add(endurance);
                spec.commandLine().getOut().println(endurance);
            } catch (ProgramException e) {
                failures.add(e.getMessage());
            }
        }
    }

    private List<Problem> problems() {
        return environments.isEmpty()
                ? Problem.usual()
                : Usage.require(
                        spec, () -> environments.stream().map(Problem::named).distinct().toList());
    }

    private List<Integer> atLeastOne(String option, List<Integer> numbers) {
        for (int number : numbers) {
            if (number < 1) {
                throw Usage.wrong(spec, option + " has " + number + ", must be at least 1");
            }
        }
        return numbers.stream().distinct().toList();
    }
}
