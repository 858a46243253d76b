package merpo.benchmarks.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import merpo.benchmarks.jobs.Job;
import merpo.benchmarks.jobs.JobList;
import merpo.benchmarks.jobs.JobResults;
import merpo.benchmarks.jobs.TimeLeft;
import merpo.benchmarks.paper.Budget;
import merpo.benchmarks.paper.ClaimsFile;
import merpo.benchmarks.paper.FigureFiles;
import merpo.benchmarks.paper.PaperFigure;
import merpo.benchmarks.paper.PaperFigures;
import merpo.benchmarks.paper.ScoreTable;
import merpo.datagen.run.Mark;
import merpo.datagen.run.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    @Parameters(
            paramLabel = "NUMBER",
            arity = "0..*",
            description =
                    "As the paper counts: 4, 7a; several share their runs. anchor-1 to anchor-4 show whether learners learn.")
    List<String> numbers = new ArrayList<>();

    @Option(
            names = "--scale",
            paramLabel = "SCALE",
            defaultValue = "small",
            description =
                    "smoke (a path through everything), small (default: a result) or paper (the sizes and budgets of the paper: days of a cluster).")
    String scale;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "How many, from 0; default 3 at small, 2 at smoke, 4 at paper.")
    Integer seeds;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Gets data, runs and figures; default runs/figures/SCALE.")
    Path out;

    @Option(
            names = "--list",
            description = "Show the figures, what is there of each, and its time.")
    boolean list;

    @Option(
            names = "--claims",
            paramLabel = "DIR",
            description =
                    "Judge the claims of all figures below DIR again, from their figure.csv alone, and write DIR/claims.json.")
    Path claims;

    @Option(
            names = "--only",
            paramLabel = "LEARNER",
            split = ",",
            description =
                    "Train these learners of a figure alone, such as merpo,merpo-adp: the others' runs are there, or --earlier has their lines.")
    List<String> only = new ArrayList<>();

    @Option(
            names = "--earlier",
            paramLabel = "DIR",
            description =
                    "An earlier drawing of the figure: lines whose runs are not finished are drawn from its figure.csv. With --table an earlier table.csv.")
    Path earlier;

    @Option(
            names = "--table",
            description =
                    "What every learner reached on every kind of data, of the runs that are finished: print it, and write it into --out as Markdown and CSV.")
    boolean table;

    @Mixin JobOptions jobs = new JobOptions();

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Outputs.requireDirectory(spec, "--out", out);
        Budget budget = budget();
        if (claims != null) {
            return judge(budget);
        }
        Path directory = out == null ? Path.of("runs", "figures", scale) : out;
        if (table) {
            return table(directory, budget);
        }
        List<PaperFigure> figures = figures(budget);
        requireParts(figures);
        int atATime = jobs.atATime();
        if (list) {
            list(figures, directory, budget, atATime);
            return 0;
        }
        Mark.read(directory)
                .ifPresent(
                        mark -> {
                            throw new Refusal(
                                    "%s holds %s, and figures need a directory of their own. Choose another --out"
                                            .formatted(directory, mark.kind().words()));
                        });
        JobList all = JobList.of(jobs(figures, directory, budget));
        if (jobs.shown(all)) {
            return 0;
        }
        JobResults results = jobs.run(all, directory);
        boolean drawn = draw(figures, directory, budget);
        jobs.report(results);
        return results.complete() && drawn ? 0 : 1;
    }

    /** Of one figure an earlier drawing, and learners that it has. */
    private void requireParts(List<PaperFigure> figures) {
        Set<String> learners =
                figures.stream()
                        .flatMap(figure -> figure.learners().stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        for (String one : only) {
            Usage.requireOneOf(spec, "--only", one, List.copyOf(learners));
        }
        if (earlier != null && figures.size() != 1) {
            throw Usage.wrong(
                    spec,
                    "--earlier is the drawing of one figure, and %d are asked for. Give each a command of its own"
                            .formatted(figures.size()));
        }
        if (earlier != null) { // before hours of training
            Path unused =
                    Usage.require(spec, () -> FigureFiles.requireDrawing(figures.get(0), earlier));
        }
    }

    private FigureFiles files(PaperFigure figure, Path directory, Budget budget) {
        return earlier == null
                ? FigureFiles.read(figure, directory, budget)
                : Usage.require(spec, () -> FigureFiles.read(figure, directory, budget, earlier));
    }

    /** Needs no run: what a figure shows is enough. */
    private int judge(Budget budget) {
        if (!numbers.isEmpty()) {
            throw Usage.wrong(
                    spec,
                    "--claims judges all figures in %s, not %s alone. Leave the numbers out"
                            .formatted(claims, String.join(", ", numbers)));
        }
        ClaimsFile file = Usage.require(spec, () -> ClaimsFile.read(claims, budget));
        Path written = file.write(claims);
        spec.commandLine().getOut().println(file.summary() + " " + written);
        return 0;
    }

    private int table(Path directory, Budget budget) {
        if (!numbers.isEmpty()) {
            throw Usage.wrong(
                    spec,
                    "--table is of all runs in %s, not of figure %s alone. Leave the numbers out"
                            .formatted(directory, String.join(", ", numbers)));
        }
        ScoreTable scores =
                Usage.require(
                        spec,
                        () -> {
                            ScoreTable own = ScoreTable.read(directory, budget);
                            return earlier == null ? own : own.completedFrom(earlier);
                        });
        scores.write(directory);
        spec.commandLine().getOut().print(scores.text());
        return 0;
    }

    private Budget budget() {
        Usage.requireOneOf(spec, "--scale", scale, Budget.SCALES);
        Usage.requireWithin(spec, "--seeds", seeds, 1, JobOptions.MOST_SEEDS);
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

    private List<Job> jobs(List<PaperFigure> figures, Path directory, Budget budget) {
        return figures.stream()
                .flatMap(
                        one -> {
                            Set<String> learners =
                                    only.isEmpty() ? one.learners() : Set.copyOf(only);
                            return one.jobs(directory, budget, learners).stream();
                        })
                .toList();
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

    /** Whether nothing is missing in any of them. */
    private boolean draw(List<PaperFigure> figures, Path directory, Budget budget) {
        boolean complete = true;
        PrintWriter text = spec.commandLine().getOut();
        for (PaperFigure figure : figures) {
            FigureFiles files = files(figure, directory, budget);
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
}
