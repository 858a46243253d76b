package merpo.benchmarks.paper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import merpo.benchmarks.jobs.Job;
import merpo.datagen.run.CsvTable;

/** What the finished runs of a figure measured; a run that is missing is left out and named. */
final class Measurements {
    private static final String RETURNS = "returns.csv";

    private final PaperFigure figure;
    private final int count;
    private final Map<Training, Map<Integer, Map<String, Course>>> courses = // by seed, policy
            new HashMap<>();
    private final List<String> missing = new ArrayList<>();

    private Measurements(PaperFigure figure, int count) {
        this.figure = figure;
        this.count = count;
    }

    static Measurements read(PaperFigure figure, Path out, Budget budget) {
        Recipe recipe = new Recipe(out, budget);
        Measurements measured = new Measurements(figure, budget.seeds());
        for (Training training : figure.trainings()) {
            Map<Integer, Map<String, Course>> courses = new TreeMap<>();
            measured.courses.put(training, courses);
            for (SeedRange seeds : training.runs(budget.seeds())) {
                List<Job> jobs = recipe.jobs(training, seeds);
                Job run = jobs.get(jobs.size() - 1);
                Path returns = run.directory().resolve(RETURNS);
                if (run.finished() && Files.isRegularFile(returns)) {
                    courses.putAll(Course.read(CsvTable.read(returns)));
                } else {
                    measured.missing.add(run.name());
                }
            }
        }
        return measured;
    }

    /** Names of runs that are not finished. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    List<Integer> seeds() {
        return java.util.stream.IntStream.range(0, count).boxed().toList();
    }

    /** The course of a line with one seed; empty when its run is missing. */
    Optional<Course> course(Line line, int seed) {
        return course(line, line.policy(), seed);
    }

    /** The courses of a line by seed. */
    Map<Integer, Course> courses(Line line, String policy) {
        Map<Integer, Course> courses = new TreeMap<>();
        for (int seed : seeds()) {
            course(line, policy, seed).ifPresent(course -> courses.put(seed, course));
        }
        return courses;
    }

    private Optional<Course> course(Line line, String policy, int seed) {
        return Optional.ofNullable(
                courses.get(line.training()).getOrDefault(seed, Map.of()).get(policy));
    }

    private String run(Line line, int seed) {
        return line.training().runs(count).stream()
                .filter(run -> run.contains(seed))
                .map(line.training()::name)
                .findFirst()
                .orElseThrow();
    }

    /** What one seed measured. */
    Courses seed(int seed) {
        return courses(
                (line, policy) ->
                        course(line, policy, seed)
                                .orElseThrow(() -> missing(line, policy, run(line, seed))));
    }

    /** The means over the seeds that are there. */
    Courses mean() {
        return courses(
                (line, policy) -> {
                    Map<Integer, Course> courses = courses(line, policy);
                    if (courses.isEmpty()) {
                        throw missing(line, policy, "any run of " + run(line, 0));
                    }
                    return Course.mean(List.copyOf(courses.values()));
                });
    }

    private Courses courses(BiFunction<Line, String, Course> of) {
        return new Courses() {
            @Override
            public Course of(String key) {
                return of(key, figure.line(key).policy());
            }

            @Override
            public Course of(String key, String policy) {
                return of.apply(figure.line(key), policy);
            }
        };
    }

    private NotMeasured missing(Line line, String policy, String run) {
        return new NotMeasured(
                "\"%s\" needs the policy \"%s\", which %s has not measured"
                        .formatted(line.key(), policy, run));
    }
}
