package merpo.benchmarks.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import merpo.benchmarks.bench.DataBench;
import merpo.benchmarks.bench.DataContender;
import merpo.benchmarks.bench.DataFiles;
import merpo.benchmarks.bench.DataMeasurement;
import merpo.benchmarks.bench.DataTable;
import merpo.benchmarks.bench.PeerException;
import merpo.benchmarks.bench.Workshop;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Speed of dataset files: ours and h5py. */
@Command(
        name = "data",
        description = {
            "Megabytes per second that our dataset files and h5py's are written and read with, raw and with",
            "the same filters, the microseconds of a minibatch, and the memory that writing holds. Writes",
            "data.csv and data.yaml. h5py is installed once, into the cache. Files of some gigabytes stand",
            "in the temporary directory meanwhile."
        },
        footer = {
            "",
            "Example: ./merpo bench data --rows 100000 --rounds 3",
            "Exit status 1 when a contender could not be measured; the other is."
        })
final class BenchDataCommand implements Callable<Integer> {
    private static final int MOST_ROWS = 20_000_000; // 6.5 GB

    @Option(names = "--rows", paramLabel = "N", description = "Transitions, default 1000000.")
    int rows = 1_000_000;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that ours compresses with, default 2.")
    int threads = 2;

    @Option(names = "--without-h5py", description = "Measure ours only.")
    boolean withoutH5py;

    @Mixin BenchOptions options = new BenchOptions(5);

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (rows < 1 || rows > MOST_ROWS || options.rounds < 1 || threads < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--rows is %d, --rounds %d, --threads %d: must be in [1, %d], at least 1 and at least 1"
                            .formatted(rows, options.rounds, threads, MOST_ROWS));
        }
        DataBench bench =
                new DataBench(
                        Stream.of(DataContender.values())
                                .filter(c -> !(withoutH5py && c == DataContender.H5PY))
                                .toList(),
                        rows,
                        options.rounds,
                        threads);
        try (Workshop workshop = Workshop.open()) {
            return measure(bench, workshop.directory());
        }
    }

    private int measure(DataBench bench, Path workshop) throws IOException {
        PrintWriter text = spec.commandLine().getOut();
        List<String> failures = new ArrayList<>();
        try {
            Path rowsFile = bench.make(workshop);
            text.println(DataTable.header());
            List<DataMeasurement> all =
                    bench.measure(
                            rowsFile,
                            workshop,
                            (task, measured) -> {
                                text.println(DataTable.line(task, measured));
                                DataFiles.write(options.out, bench, measured, -1);
                            });
            failures.addAll(DataTable.failures(all));
            text.println();
            DataTable.notes(bench).forEach(text::println);
            long peak = bench.peak(rowsFile, workshop);
            text.println(DataTable.peak(bench, peak));
            DataFiles.write(options.out, bench, all, peak);
            options.tellWhere(spec, "data", "versions and memory");
        } catch (PeerException e) {
            failures.add(e.getMessage());
        }
        return BenchOptions.status(spec, failures);
    }
}
