package merpo.benchmarks.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import merpo.benchmarks.jobs.Job;
import merpo.benchmarks.jobs.JobList;
import merpo.benchmarks.jobs.JobResults;
import merpo.benchmarks.jobs.TimeLeft;
import merpo.benchmarks.report.Report;
import merpo.benchmarks.report.ReportedRun;
import merpo.benchmarks.report.Summary;
import merpo.benchmarks.sweep.Grid;
import merpo.benchmarks.sweep.Sweep;
import merpo.benchmarks.sweep.SweepTable;
import merpo.datagen.nn.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A grid of trainings. */
@Command(
        name = "sweep",
        description = {
            "Train every combination of learners, datasets and settings with several seeds, each in a process of its own; then a table and a page of curves.",
            "Dynamics models are trained once for all that need the same. The same command again goes on where a killed one stopped."
        },
        footer = {
            "",
            "Example: ./merpo sweep rac --data data/cheetahs/medium,data/cheetahs/expert --meta-policy zoo:good --set learning.rac.alpha=0.4,0.7 --seeds 2 --out sweeps/alpha",
            "Example: ./merpo sweep combo,cql --data data/cheetahs/medium --precision fp32,bf16 --out sweeps/precision",
            "MERPO_HEAP=4g ./merpo sweep ... lets the heap of each process grow so far.",
            "Exit status 1 when a training failed."
        })
final class SweepCommand implements Callable<Integer> {
    private static final int MOST_DRAWN = 24; // trainings of one page

    @Parameters(
            paramLabel = "ALGORITHM",
            arity = "1..*",
            description = "What to train, one or several; ./merpo train --help lists them.")
    List<String> learners;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR,...",
            description = "Directories of datasets, parted by commas.")
    String data;

    @Option(
            names = "--test-data",
            paramLabel = "DIR",
            description = "As of ./merpo train, for all trainings.")
    Path testData;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE,...",
            description =
                    "Values of one setting of config.yaml, parted by commas (those within brackets are no parting); repeatable. It holds for the learners that have it.")
    List<String> settings = new ArrayList<>();

    @Option(
            names = "--meta-policy",
            paramLabel = "P,...",
            description = "What combo-3 and rac are held near: zoo:good, zoo:poor or files.")
    String metaPolicies = "";

    @Option(
            names = "--precision",
            paramLabel = "P,...",
            description = "fp32 (default) or bf16, as of ./merpo train, or both, parted by commas.")
    String precision = "";

    @Option(names = "--seeds", paramLabel = "N", description = "How many, from 0; default 3.")
    int seeds = 3;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Gets runs, sweep.csv, report.html.")
    Path out;

    @Option(names = "--list", description = "Show the trainings and which are finished.")
    boolean list;

    @Mixin PresetOptions presets = new PresetOptions();
    @Mixin JobOptions jobs = new JobOptions();

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Outputs.requireDirectory(spec, "--out", out);
        int atATime = jobs.atATime();
        Usage.requireWithin(spec, "--seeds", seeds, 1, JobOptions.MOST_SEEDS);
        String heap = Optional.ofNullable(System.getenv("MERPO_HEAP")).orElse("");
        Sweep sweep =
                Usage.require(
                        spec,
                        () ->
                                new Sweep(
                                        Grid.of(
                                                learners,
                                                data,
                                                testData,
                                                metaPolicies,
                                                all(),
                                                presets.scale(),
                                                presets.reading(),
                                                seeds),
                                        out,
                                        heap.toLowerCase(Locale.ROOT)));
        JobList all = Usage.require(spec, () -> JobList.of(sweep.jobs()));
        if (list) {
            list(all, atATime);
            return 0;
        }
        if (jobs.shown(all)) {
            return 0;
        }
        JobResults results = jobs.run(all, out);
        show(SweepTable.read(sweep));
        jobs.report(results);
        return results.complete() ? 0 : 1;
    }

    /** Settings, the precision among them. */
    private List<String> all() {
        if (precision.isEmpty()) {
            return settings;
        }
        for (String one : precision.split(",", -1)) {
            Precision asked = PrecisionOption.of(spec, one);
            if (jobs.here()) {
                asked.require();
            }
        }
        List<String> more = new ArrayList<>(settings);
        more.add(PrecisionOption.SETTING + "=" + precision);
        return more;
    }

    private void list(JobList all, int atATime) {
        PrintWriter text = spec.commandLine().getOut();
        double rest = 0;
        int open = 0;
        for (Job job : all.jobs()) {
            boolean finished = job.finished();
            open += finished ? 0 : 1;
            rest += finished ? 0 : job.seconds();
            text.printf("%-9s %s%n", finished ? "finished" : "", job.name());
        }
        text.printf(
                "%d of %d finished, %d at a time, in %s%s%n",
                all.jobs().size() - open,
                all.jobs().size(),
                atATime,
                out,
                open == 0 ? "" : "; some " + TimeLeft.text(rest / atATime) + " to go");
    }

    private void show(SweepTable table) throws IOException {
        PrintWriter text = spec.commandLine().getOut();
        Files.createDirectories(out);
        table.write(out);
        text.println();
        text.print(table.text());
        List<ReportedRun> runs =
                table.runs().stream().limit(MOST_DRAWN).map(ReportedRun::open).toList();
        if (!runs.isEmpty()) {
            Report.write(runs, out);
            Summary.place(out, text);
            if (runs.size() < table.runs().size()) {
                text.printf(
                        "The page has the first %d of %d trainings; others: ./merpo report RUN...%n",
                        runs.size(), table.runs().size());
            }
        }
        text.println("Table:   " + out.resolve(SweepTable.FILE));
        text.flush();
    }
}
