package merpo.benchmarks.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import merpo.benchmarks.report.Report;
import merpo.benchmarks.report.ReportedRun;
import merpo.benchmarks.report.Summary;
import merpo.datagen.run.Existing;
import merpo.datagen.run.Kind;
import merpo.datagen.run.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One page and figures of trainings, always made anew. */
@Command(
        name = "report",
        description = {
            "Draw a training, or several side by side: report.html, which needs nothing beside itself, and its figures.",
            "After ./merpo evaluate it also shows adaptation and where robots go."
        },
        footer = {
            "",
            "Example: ./merpo report runs/walkers",
            "Example: ./merpo report runs/rac runs/cql runs/combo --out runs/compared"
        })
final class ReportCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "RUN",
            arity = "1..*",
            description = "Directories of trainings, or of quickstarts.")
    List<Path> runs;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Gets the page and its figures; default: the one RUN itself.")
    Path out;

    @Spec CommandSpec spec;

    @Override
    public Integer call() {
        Outputs.requireDirectory(spec, "--out", out);
        if (out == null && runs.size() > 1) {
            throw Usage.wrong(
                    spec,
                    "%d runs are drawn side by side: name the directory for it, --out DIR"
                            .formatted(runs.size()));
        }
        List<ReportedRun> read = runs.stream().map(ReportedRun::open).toList();
        if (out == null) {
            RunDirectory.requireWritable(runs.get(0));
            Report.write(read, runs.get(0));
        } else {
            try (RunDirectory directory = RunDirectory.create(out, Existing.RESUME, Kind.REPORT)) {
                Report.write(read, directory.root());
            }
        }
        Path place = out == null ? runs.get(0) : out;
        if (read.size() == 1) {
            Summary.print(read.get(0), place, spec.commandLine().getOut());
        } else {
            Summary.place(place, spec.commandLine().getOut());
        }
        return 0;
    }
}
