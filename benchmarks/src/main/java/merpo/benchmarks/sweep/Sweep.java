package merpo.benchmarks.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import merpo.agents.Trainable;
import merpo.benchmarks.jobs.Job;
import merpo.benchmarks.jobs.SeedRange;
import merpo.benchmarks.jobs.TrainingJob;
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
        record Run(Point point, SeedRange seeds) {}
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

    private List<Job> jobs(Point point, SeedRange seeds) {
        List<Job> jobs = new ArrayList<>();
        String name = point.name() + "-" + seeds;
        TrainingJob job = train(point.learner(), point, seeds, name);
        if (!point.metaPolicy().isEmpty()) {
            job.option("--meta-policy", point.metaPolicy());
        }
        job.set(point.settings());
        if (point.models().isPresent()) {
            Job models = models(point, point.models().get(), seeds);
            jobs.add(models);
            job.option("--model", models.directory());
        }
        List<String> needs = jobs.stream().map(Job::name).toList();
        jobs.add(job.named(name, needs, heap, seconds(grid.scale())));
        return jobs;
    }

    private Job models(Point point, Point.Models models, SeedRange seeds) {
        String name = point.modelsName() + "-" + seeds;
        TrainingJob job = train(models.trainable(), point, seeds, name);
        job.set(models.settings());
        return job.named(name, List.of(), heap, seconds(grid.scale()));
    }

    private TrainingJob train(Trainable<?> trainable, Point point, SeedRange seeds, String name) {
        TrainingJob job =
                new TrainingJob(
                        trainable,
                        point.data(),
                        grid.scale().name().toLowerCase(Locale.ROOT),
                        seeds,
                        out.resolve("runs").resolve(name));
        grid.test().ifPresent(test -> job.option("--test-data", test));
        if (grid.reading() != Reading.WORKING) {
            job.option("--reading", grid.reading().name().toLowerCase(Locale.ROOT));
        }
        return job;
    }
}
