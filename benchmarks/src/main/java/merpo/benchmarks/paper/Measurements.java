package merpo.benchmarks.paper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import merpo.benchmarks.jobs.Job;
import merpo.benchmarks.jobs.SeedRange;
import merpo.benchmarks.trials.Course;
import merpo.benchmarks.trials.NotMeasured;
import merpo.benchmarks.trials.TrialRow;
import merpo.benchmarks.trials.Trials;
import merpo.datagen.run.CsvTable;

/** What the finished runs of a figure measured; a run that is missing is left out and named. */
final class Measurements {
    private static final String RETURNS = "returns.csv";

    private final PaperFigure figure;
    private final int count;
    private final Map<Measured, List<TrialRow>> rows;
    private final Map<Measured, Trials> trials = new LinkedHashMap<>();
    private final List<String> missing;
    private final Set<String> earlier; // keys of lines that an earlier drawing measured

    private Measurements(
            PaperFigure figure,
            int count,
            Map<Measured, List<TrialRow>> rows,
            List<String> missing,
            Set<String> earlier) {
        this.earlier = earlier;
        this.figure = figure;
        this.count = count;
        this.rows = rows;
        this.missing = missing;
        rows.forEach((measured, own) -> trials.put(measured, TrialRow.trials(own)));
    }

    /** What the runs of a figure left. */
    static Measurements read(PaperFigure figure, Path out, Budget budget) {
        Recipe recipe = new Recipe(out, budget);
        Map<Training, Map<String, List<TrialRow>>> policies = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (Training training : figure.trainings()) {
            Map<String, List<TrialRow>> own = new LinkedHashMap<>();
            policies.put(training, own);
            for (SeedRange seeds : training.runs(budget.seeds())) {
                List<Job> jobs = recipe.jobs(training, seeds);
                Job run = jobs.get(jobs.size() - 1);
                Path returns = run.directory().resolve(RETURNS);
                if (run.finished() && Files.isRegularFile(returns)) {
                    TrialRow.read(CsvTable.read(returns))
                            .forEach(
                                    (policy, some) ->
                                            own.computeIfAbsent(policy, p -> new ArrayList<>())
                                                    .addAll(some));
                } else {
                    missing.add(run.name());
                }
            }
        }
        Map<Measured, List<TrialRow>> rows = new LinkedHashMap<>();
        for (Line line : figure.lines()) {
            policies.get(line.training())
                    .forEach((policy, own) -> rows.put(new Measured(line.key(), policy), own));
        }
        return new Measurements(figure, budget.seeds(), rows, missing, Set.of());
    }

    /** What a figure's own table holds: enough for all its claims. */
    static Measurements of(PaperFigure figure, CsvTable table) {
        Map<Measured, List<TrialRow>> rows = new LinkedHashMap<>();
        int last = 0;
        for (CsvTable.Row row : table.require("line", "policy").rows()) {
            Measured of = new Measured(row.text("line"), row.text("policy"));
            TrialRow one = TrialRow.of(row);
            rows.computeIfAbsent(of, first -> new ArrayList<>()).add(one);
            last = Math.max(last, one.seed());
        }
        return new Measurements(figure, last + 1, rows, List.of(), Set.of());
    }

    /** With the lines of an earlier drawing in place of those that lack a run. */
    Measurements completedFrom(Measurements drawn) {
        Map<Measured, List<TrialRow>> all = new LinkedHashMap<>();
        List<String> lacking = new ArrayList<>();
        Set<String> taken = new LinkedHashSet<>();
        for (Line line : figure.lines()) {
            List<String> own =
                    line.training().runs(count).stream()
                            .map(line.training()::name)
                            .filter(missing::contains)
                            .toList();
            boolean there = drawn.rows.keySet().stream().anyMatch(of -> of.of(line));
            if (!own.isEmpty() && there) {
                taken.add(line.key());
            } else {
                lacking.addAll(own);
            }
            Map<Measured, List<TrialRow>> from = taken.contains(line.key()) ? drawn.rows : rows;
            from.forEach(
                    (of, some) -> {
                        if (of.of(line)) {
                            all.put(of, some);
                        }
                    });
        }
        return new Measurements(figure, count, all, lacking, taken);
    }

    /** Keys of the lines that were taken from an earlier drawing. */
    Set<String> earlier() {
        return earlier;
    }

    /** Names of runs that are not finished. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    List<Integer> seeds() {
        return IntStream.range(0, count).boxed().toList();
    }

    /** Evaluations that the figure shows: of its lines, and of what is measured once. */
    Map<Measured, List<TrialRow>> shown() {
        Map<Measured, List<TrialRow>> shown = new LinkedHashMap<>();
        rows.forEach(
                (of, own) -> {
                    boolean once = trials.get(of).mean().steps().length == 1;
                    if (once || of.policy().equals(figure.line(of.line()).policy())) {
                        shown.put(of, own);
                    }
                });
        return shown;
    }

    /** The trials of a line's own policy; empty when all its runs are missing. */
    Optional<Trials> trials(Line line) {
        return trials(line, line.policy());
    }

    Optional<Trials> trials(Line line, String policy) {
        return Optional.ofNullable(trials.get(new Measured(line.key(), policy)));
    }

    /** What one seed measured. */
    Courses seed(int seed) {
        return courses(
                of -> {
                    Line line = figure.line(of.line());
                    return trials(line, of.policy())
                            .filter(all -> all.seeds().contains(seed))
                            .orElseThrow(() -> missing(of, run(line, seed)))
                            .seed(seed);
                });
    }

    /** The means over the seeds that are there. */
    Courses mean() {
        return courses(of -> measured(of).mean());
    }

    /**
     * The means over seeds drawn again for every task. Policies of one training share the draws, as
     * they share the runs.
     */
    Courses drawn(SplittableRandom random) {
        Map<Runs, Map<String, int[]>> draws = new LinkedHashMap<>();
        Map<Measured, Course> made = new LinkedHashMap<>();
        return courses(
                of ->
                        made.computeIfAbsent(
                                of,
                                key -> {
                                    Trials all = measured(of);
                                    Runs runs =
                                            new Runs(
                                                    figure.line(of.line()).training(), all.seeds());
                                    Map<String, int[]> own =
                                            draws.computeIfAbsent(
                                                    runs, first -> new LinkedHashMap<>());
                                    int count = all.seeds().size();
                                    for (String task : all.tasks()) {
                                        own.computeIfAbsent(
                                                task, t -> random.ints(count, 0, count).toArray());
                                    }
                                    return all.drawn(own);
                                }));
    }

    /** Runs that belong together. */
    private record Runs(Training training, List<Integer> seeds) {}

    private Trials measured(Measured of) {
        Line line = figure.line(of.line());
        return trials(line, of.policy())
                .orElseThrow(() -> missing(of, "any run of " + run(line, 0)));
    }

    private Courses courses(Function<Measured, Course> of) {
        return new Courses() {
            @Override
            public Course of(String key) {
                return of(key, figure.line(key).policy());
            }

            @Override
            public Course of(String key, String policy) {
                return of.apply(new Measured(key, policy));
            }
        };
    }

    private String run(Line line, int seed) {
        return line.training().runs(count).stream()
                .filter(run -> run.contains(seed))
                .map(line.training()::name)
                .findFirst()
                .orElseThrow();
    }

    private static NotMeasured missing(Measured of, String run) {
        return new NotMeasured(
                "\"%s\" needs the policy \"%s\", which %s has not measured"
                        .formatted(of.line(), of.policy(), run));
    }
}
