package merpo.benchmarks.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import merpo.benchmarks.bench.BenchFiles;
import merpo.benchmarks.bench.BenchTable;
import merpo.benchmarks.bench.Measurement;
import merpo.benchmarks.bench.data.DataBench;
import merpo.benchmarks.bench.data.DataTask;
import merpo.datagen.process.ProgramException;
import merpo.datagen.process.TemporaryFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Speed of dataset files: ours and h5py. */
@Command(
        name = "data",
        description = {
            "Megabytes per second that our dataset files and h5py's are written and read with, raw and with the same filters, the microseconds of a minibatch, and the memory that writing holds.",
            "Writes data.csv and data.yaml. h5py is installed once, into the cache. Files of some gigabytes stand in the temporary directory meanwhile."
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
            throw Usage.wrong(
                    spec,
                    "--rows is %d, --rounds %d, --threads %d: must be in [1, %d], at least 1 and at least 1"
                            .formatted(rows, options.rounds, threads, MOST_ROWS));
        }
        PrintWriter text = spec.commandLine().getOut();
        List<String> failures = new ArrayList<>();
        try (TemporaryFolder folder = TemporaryFolder.create("merpo-bench");
                DataBench bench =
                        new DataBench(!withoutH5py, rows, options.rounds, threads, folder.path())) {
            BenchTable table = new BenchTable(bench.bench(), List.of(DataTask.values()));
            text.println(table.header());
            List<Measurement> all =
                    bench.measure(
                            (task, measured) -> {
                                text.println(table.line(task, measured));
                                write(bench, measured, OptionalLong.empty());
                            });
            failures.addAll(BenchTable.failures(all));
            text.println();
            bench.notes().forEach(text::println);
            long peak = bench.peak();
            text.println(bench.text(peak));
            write(bench, all, OptionalLong.of(peak));
            options.tellWhere(spec, "data", "versions and memory");
        } catch (ProgramException e) {
            failures.add(e.getMessage());
        }
        return BenchOptions.status(spec, failures);
    }

    private void write(DataBench bench, List<Measurement> all, OptionalLong peak) {
        BenchFiles.write(options.out, bench.bench(), all, bench.facts(peak));
    }
}
