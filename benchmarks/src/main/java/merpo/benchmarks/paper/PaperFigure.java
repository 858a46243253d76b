package merpo.benchmarks.paper;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import merpo.benchmarks.jobs.Job;
import merpo.benchmarks.jobs.SeedRange;

/**
 * A figure of the paper as data.
 *
 * @param number as the paper counts, such as {@code 7a}
 * @param note what differs from the paper, one or two sentences
 */
public record PaperFigure(
        String number,
        String title,
        String note,
        List<Line> lines,
        List<Panel> panels,
        List<Claim> claims) {
    public PaperFigure {
        lines = List.copyOf(lines);
        panels = List.copyOf(panels);
        claims = List.copyOf(claims);
        Set<String> keys = new HashSet<>();
        for (Line line : lines) {
            if (!keys.add(line.key())) {
                throw new IllegalArgumentException(
                        "figure " + number + " has two lines \"" + line.key() + "\"");
            }
        }
    }

    /** Such as {@code figure-7a}: its directory. */
    public String name() {
        return "figure-" + number;
    }

    Line line(String key) {
        return lines.stream()
                .filter(line -> line.key().equals(key))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "figure " + number + " has no line \"" + key + "\""));
    }

    /** Different trainings, in the order of the lines. */
    List<Training> trainings() {
        return List.copyOf(new LinkedHashSet<>(lines.stream().map(Line::training).toList()));
    }

    /** Who learns in it, as on the command line. */
    public Set<String> learners() {
        return lines.stream()
                .map(line -> line.training().algorithm())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** All jobs that its runs take, seed by seed, so that an early end leaves whole seeds. */
    public List<Job> jobs(Path out, Budget budget) {
        return jobs(out, budget, learners());
    }

    /** The same for some of its learners alone. */
    public List<Job> jobs(Path out, Budget budget, Set<String> learners) {
        Recipe recipe = new Recipe(out, budget);
        return trainings().stream()
                .filter(training -> learners.contains(training.algorithm()))
                .flatMap(
                        training ->
                                training.runs(budget.seeds()).stream()
                                        .map(run -> new Run(training, run)))
                .sorted(Comparator.comparingInt(run -> run.seeds().first()))
                .flatMap(run -> recipe.jobs(run.training(), run.seeds()).stream())
                .distinct()
                .toList();
    }

    private record Run(Training training, SeedRange seeds) {}
}
