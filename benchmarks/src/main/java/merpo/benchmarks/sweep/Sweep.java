package merpo.benchmarks.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import merpo.agents.Trainable;
import merpo.agents.training.Trainables;
import merpo.benchmarks.jobs.Evidence;
import merpo.benchmarks.jobs.Job;
import merpo.datagen.settings.Reading;
import merpo.datagen.settings.Scale;

/** The trainings of a grid as jobs, their dynamics models once for all that need the same. */
public final class Sweep {
    private final Grid grid;
    private final List<Point> points;
    private final Path out;
    private final String heap;

    /**
     * A sweep.
     *
     * @param out below which all lies
     * @param heap of each job's virtual machine; empty for as much as the scale needs
     * @throws IllegalArgumentException for a grid with too many points, or with settings that fit
     *     no learner
     */
    public Sweep(Grid grid, Path out, String heap) {
        this.grid = grid;
        this.points = grid.points();
        this.out = out;
        this.heap = heap.isEmpty() ? heap(grid.scale()) : heap;
    }

    /** Of one training: numbers of Java are few, tensors lie outside. */
    private static String heap(Scale scale) {
        return switch (scale) {
            case SMOKE -> "1g";
            case SMALL -> "2g";
            case PAPER -> "4g";
        };
    }

    /** What a training takes on one core before one was seen to end; in seconds. */
    private static double seconds(Scale scale) {
        return switch (scale) {
            case SMOKE -> 10;
            case SMALL -> 400;
            case PAPER -> 100_000;
        };
    }

    /** All jobs, seed by seed, so that an early end leaves whole seeds. */
    public List<Job> jobs() {
        record Run(Point point, Point.Seeds seeds) {}
        return points.stream()
                .flatMap(point -> point.runs(grid.seeds()).stream().map(run -> new Run(point, run)))
                .sorted(Comparator.comparingInt(run -> run.seeds().first()))
                .flatMap(run -> jobs(run.point(), run.seeds()).stream())
                .toList();
    }

    List<Point> points() {
        return points;
    }

    /** The trainings of one combination. */
    List<Job> trainings(Point point) {
        return point.runs(grid.seeds()).stream()
                .map(
                        seeds -> {
                            List<Job> jobs = jobs(point, seeds);
                            return jobs.get(jobs.size() - 1);
                        })
                .toList();
    }

    private List<Job> jobs(Point point, Point.Seeds seeds) {
        List<Job> jobs = new ArrayList<>();
        String name = point.name() + "-" + seeds;
        List<String> words = words(point.learner(), point, seeds, name);
        if (!point.metaPolicy().isEmpty()) {
            words.addAll(List.of("--meta-policy", point.metaPolicy()));
        }
        set(words, point.settings());
        if (point.models().isPresent()) {
            Job models = models(point, point.models().get(), seeds);
            jobs.add(models);
            words.addAll(List.of("--model", models.directory().toString()));
        }
        List<String> needs = jobs.stream().map(Job::name).toList();
        jobs.add(job(name, words, point.learner(), needs));
        return jobs;
    }

    private Job models(Point point, Point.Models models, Point.Seeds seeds) {
        String name = point.modelsName() + "-" + seeds;
        List<String> words = words(models.trainable(), point, seeds, name);
        set(words, models.settings());
        return job(name, words, models.trainable(), List.of());
    }

    private Path run(String name) {
        return out.resolve("runs").resolve(name);
    }

    private List<String> words(
            Trainable<?> trainable, Point point, Point.Seeds seeds, String name) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "train",
                                trainable.name(),
                                "--data",
                                point.data().toString(),
                                "--scale",
                                grid.scale().name().toLowerCase(Locale.ROOT),
                                "--seed",
                                Integer.toString(seeds.first()),
                                "--seeds",
                                Integer.toString(seeds.count()),
                                "--threads",
                                "1",
                                "--out",
                                run(name).toString()));
        grid.test().ifPresent(test -> words.addAll(List.of("--test-data", test.toString())));
        if (grid.reading() != Reading.WORKING) {
            words.addAll(List.of("--reading", grid.reading().name().toLowerCase(Locale.ROOT)));
        }
        return words;
    }

    private static void set(List<String> words, Map<String, String> settings) {
        settings.forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
    }

    private Job job(String name, List<String> words, Trainable<?> trainable, List<String> needs) {
        return new Job(
                name,
                words,
                List.of("--resume"),
                run(name),
                new Evidence.Training(Trainables.lastStage(trainable)),
                needs,
                heap,
                seconds(grid.scale()));
    }
}
