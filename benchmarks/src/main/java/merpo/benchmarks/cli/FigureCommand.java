package merpo.benchmarks.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import merpo.benchmarks.jobs.ChildJvm;
import merpo.benchmarks.jobs.Job;
import merpo.benchmarks.jobs.JobList;
import merpo.benchmarks.jobs.JobResults;
import merpo.benchmarks.jobs.JobRunner;
import merpo.benchmarks.jobs.LocalPlace;
import merpo.benchmarks.jobs.Place;
import merpo.benchmarks.jobs.TimeLeft;
import merpo.benchmarks.paper.Budget;
import merpo.benchmarks.paper.FigureFiles;
import merpo.benchmarks.paper.PaperFigure;
import merpo.benchmarks.paper.PaperFigures;
import merpo.datagen.run.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Figures of the paper from real runs, with a verdict for each of its claims. */
@Command(
        name = "figure",
        description = {
            "Make figures of the MerPO paper: the datasets and trainings they need, each in a process of its own, then the drawing and a verdict on each claim.",
            "The same command again goes on where a killed one stopped; what is finished is kept, and figures share their runs."
        },
        footer = {
            "",
            "Example: ./merpo figure 4 --scale small",
            "What there is: ./merpo figure --list",
            "Exit status 1 when a run failed; a claim that does not hold is a result."
        })
final class FigureCommand implements Callable<Integer> {
    private static final int MOST_SEEDS = 100;

    @Parameters(
            paramLabel = "NUMBER",
            arity = "0..*",
            description =
                    "As the paper counts: 4, 7a; several share their runs. anchor-1 to anchor-3 show whether learners learn.")
    List<String> numbers = new ArrayList<>();

    @Option(
            names = "--scale",
            paramLabel = "SCALE",
            defaultValue = "small",
            description = "smoke (a path through everything) or small (default: a result).")
    String scale;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "How many, from 0; default 3 at small, 2 at smoke.")
    Integer seeds;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Processes at a time, of one thread each; default one per core.")
    Integer jobs;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Gets data, runs and figures; default runs/figures/SCALE.")
    Path out;

    @Option(
            names = "--list",
            description = "Show the figures, what is there of each, and its time.")
    boolean list;

    @Option(names = "--dry-run", description = "Print the commands that would be run.")
    boolean dryRun;

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Outputs.requireDirectory(spec, "--out", out);
        Budget budget = budget();
        List<PaperFigure> figures = figures(budget);
        Path directory = out == null ? Path.of("runs", "figures", scale) : out;
        int atATime = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
        if (list) {
            list(figures, directory, budget, atATime);
            return 0;
        }
        JobList all = JobList.of(jobs(figures, directory, budget));
        if (dryRun) {
            dryRun(all);
            return 0;
        }
        return make(figures, all, directory, budget, atATime);
    }

    private Budget budget() {
        Usage.requireOneOf(spec, "--scale", scale, Budget.SCALES);
        if (seeds != null && !(seeds >= 1 && seeds <= MOST_SEEDS)) {
            throw Usage.wrong(spec, "--seeds is " + seeds + ", must be in [1, " + MOST_SEEDS + "]");
        }
        Usage.requireAtLeast(spec, "--jobs", jobs, 1);
        Budget budget = Budget.of(scale);
        return seeds == null ? budget : budget.withSeeds(seeds);
    }

    private List<PaperFigure> figures(Budget budget) {
        List<PaperFigure> all = PaperFigures.all(budget);
        if (numbers.isEmpty()) {
            if (list) {
                return all;
            }
            throw Usage.wrong(
                    spec,
                    "No figure given, expected one of "
                            + String.join(", ", all.stream().map(PaperFigure::number).toList())
                            + ". What there is: ./merpo figure --list");
        }
        return Usage.require(spec, () -> PaperFigures.named(numbers, budget));
    }

    private static List<Job> jobs(List<PaperFigure> figures, Path directory, Budget budget) {
        return figures.stream().flatMap(one -> one.jobs(directory, budget).stream()).toList();
    }

    private void list(List<PaperFigure> figures, Path directory, Budget budget, int atATime) {
        PrintWriter text = spec.commandLine().getOut();
        text.printf("%-16s  %-10s  %-11s  %s%n", "figure", "jobs", "time to go", "drawn");
        for (PaperFigure figure : figures) {
            List<Job> all = figure.jobs(directory, budget);
            List<Job> open = all.stream().filter(job -> !job.finished()).toList();
            double rest = open.stream().mapToDouble(Job::seconds).sum() / atATime;
            boolean drawn =
                    Files.exists(FigureFiles.directory(figure, directory).resolve("figure.svg"));
            text.printf(
                    "%-16s  %-10s  %-11s  %s%n    %s%n",
                    figure.number(),
                    all.size() - open.size() + " of " + all.size(),
                    open.isEmpty() ? "-" : "~ " + TimeLeft.text(rest),
                    drawn ? "yes" : "no",
                    figure.title());
        }
        text.printf(
                "Scale %s, seeds 0 to %d, %d processes at a time, in %s. Figures share runs.%n",
                budget.scale(), budget.seeds() - 1, atATime, directory);
    }

    private void dryRun(JobList all) {
        PrintWriter text = spec.commandLine().getOut();
        for (Job job : all.jobs()) {
            text.println((job.finished() ? "# finished: " : "") + job.command());
        }
    }

    private int make(
            List<PaperFigure> figures, JobList all, Path directory, Budget budget, int atATime)
            throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Progress progress = Terminal.progress();
        InterruptNotice notice =
                new InterruptNotice(
                        err,
                        () ->
                                "Interrupted. What is finished is kept; go on with the same command: ./merpo "
                                        + again(directory));
        JobResults results;
        Place place = new LocalPlace(new ChildJvm(Merpo.class.getName()), atATime);
        try (notice;
                place) {
            results = new JobRunner(place, progress).run(all);
        }
        boolean drawn = draw(figures, directory, budget);
        report(results, err);
        return results.complete() && drawn ? 0 : 1;
    }

    private String again(Path directory) {
        return "figure %s --scale %s%s --out %s"
                .formatted(
                        String.join(" ", numbers),
                        scale,
                        seeds == null ? "" : " --seeds " + seeds,
                        directory);
    }

    /** Whether nothing is missing in any of them. */
    private boolean draw(List<PaperFigure> figures, Path directory, Budget budget) {
        boolean complete = true;
        PrintWriter text = spec.commandLine().getOut();
        for (PaperFigure figure : figures) {
            FigureFiles files = FigureFiles.read(figure, directory, budget);
            List<String> written = files.write();
            complete &= files.complete();
            text.println();
            text.print(files.summary());
            Path place = FigureFiles.directory(figure, directory);
            text.printf("  %s: %s%n", place, String.join(", ", written));
        }
        text.flush();
        return complete;
    }

    private static void report(JobResults results, PrintWriter err) {
        for (JobResults.Failure failure : results.failed()) {
            err.println("merpo: " + failure.message());
        }
        List<String> left = results.left().stream().map(Job::name).toList();
        if (!left.isEmpty()) {
            err.println(
                    "merpo: left out, because they need what failed: " + String.join(", ", left));
        }
        if (!results.complete()) {
            err.printf(
                    "merpo: %d finished before, %d finished now, %d failed, %d left out. The same command tries again what is missing.%n",
                    results.kept().size(),
                    results.done().size(),
                    results.failed().size(),
                    left.size());
        }
        err.flush();
    }
}
