package merpo.benchmarks.paper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import merpo.benchmarks.jobs.Job;
import merpo.benchmarks.run.CsvTable;

/** What the finished runs of a figure measured; a run that is missing is left out and named. */
final class Measurements {
    private static final String RETURNS = "returns.csv";

    private final PaperFigure figure;
    private final int count;
    private final Map<String, Map<String, Course>> runs = new HashMap<>(); // by run, policy
    private final List<String> missing = new ArrayList<>();

    private Measurements(PaperFigure figure, int count) {
        this.figure = figure;
        this.count = count;
    }

    static Measurements read(PaperFigure figure, Path out, Budget budget) {
        Recipe recipe = new Recipe(out, budget);
        Measurements measured = new Measurements(figure, budget.seeds());
        for (Training training : figure.trainings()) {
            for (int seed = 0; seed < budget.seeds(); seed++) {
                List<Job> jobs = recipe.jobs(training, seed);
                Job run = jobs.get(jobs.size() - 1);
                Path returns = run.directory().resolve(RETURNS);
                if (run.finished() && Files.isRegularFile(returns)) {
                    measured.runs.put(run.name(), Course.read(CsvTable.read(returns)));
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
                runs.getOrDefault(line.training().name(seed), Map.of()).get(policy));
    }

    /** What one seed measured. */
    Courses seed(int seed) {
        return new Courses() {
            @Override
            public Course of(String key) {
                return of(key, figure.line(key).policy());
            }

            @Override
            public Course of(String key, String policy) {
                Line line = figure.line(key);
                return course(line, policy, seed)
                        .orElseThrow(() -> missing(line, policy, line.training().name(seed)));
            }
        };
    }

    /** The means over the seeds that are there. */
    Courses mean() {
        return new Courses() {
            @Override
            public Course of(String key) {
                return of(key, figure.line(key).policy());
            }

            @Override
            public Course of(String key, String policy) {
                Line line = figure.line(key);
                Map<Integer, Course> courses = courses(line, policy);
                if (courses.isEmpty()) {
                    throw missing(line, policy, "any run of " + line.training().name(0));
                }
                return Course.mean(List.copyOf(courses.values()));
            }
        };
    }

    private NotMeasured missing(Line line, String policy, String run) {
        return new NotMeasured(
                "\"%s\" needs the policy \"%s\", which %s has not measured"
                        .formatted(line.key(), policy, run));
    }
}
