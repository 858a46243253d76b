package merpo.benchmarks.experiment.stage;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import merpo.agents.evaluation.Reference;
import merpo.datagen.nn.Streams;
import merpo.datagen.rollout.Actor;
import merpo.datagen.rollout.PolicyRollout;
import merpo.datagen.run.BrokenEpisodes;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Stage;
import merpo.datagen.sac.BehaviorTraining;
import merpo.datagen.storage.Safetensors;
import merpo.envs.Divergence;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.task.Task;

/** Trains SAC for every task at once and keeps its checkpoints. */
final class BehaviourStage implements Stage {
    private final Laboratory laboratory;

    BehaviourStage(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    @Override
    public String name() {
        return "behaviour";
    }

    @Override
    public String command() {
        return "prepare";
    }

    @Override
    public List<String> needs() {
        return List.of("tasks");
    }

    /** Mean and standard deviation of a task's return at a checkpoint. */
    private record Point(int step, int row, double mean, double deviation) {}

    @Override
    public void run(RunDirectory run, Progress progress) throws IOException {
        EnvironmentDefinition definition = laboratory.definition();
        List<Task> tasks = Laboratory.all(laboratory.split(run));
        int steps = laboratory.config().behavior().steps();
        progress.stage(name(), steps, "steps");
        List<Point> points = new ArrayList<>();
        try (NDManager manager = NDManager.newBaseManager()) {
            new BehaviorTraining(
                            definition,
                            tasks,
                            laboratory.config().behavior(),
                            laboratory.config().seed(),
                            laboratory.threads())
                    .run(manager, listener(run, progress, points));
        }
        List<Reference> references = references(tasks, points);
        writeReferences(run, tasks, references);
        writeCurve(run, tasks, references, points);
    }

    private BehaviorTraining.Listener listener(
            RunDirectory run, Progress progress, List<Point> points) {
        return new BehaviorTraining.Listener() {
            private String last = "";

            @Override
            public void checkpoint(BehaviorTraining.Checkpoint checkpoint) {
                save(run, checkpoint);
                double sum = 0;
                for (int row = 0; row < checkpoint.returns().length; row++) {
                    Point point = point(checkpoint.step(), row, checkpoint.returns()[row]);
                    points.add(point);
                    sum += point.mean();
                }
                last = "return %.2f".formatted(sum / checkpoint.returns().length);
            }

            @Override
            public void step(int step) {
                progress.step(step, last);
            }

            @Override
            public void diverged(Divergence broken) {
                new BrokenEpisodes(run, progress::note).accept(broken);
            }
        };
    }

    private static Point point(int step, int row, double[] returns) {
        double mean = Laboratory.mean(returns);
        double variance =
                Arrays.stream(returns).map(r -> (r - mean) * (r - mean)).average().orElseThrow();
        return new Point(step, row, mean, Math.sqrt(variance));
    }

    private void save(RunDirectory run, BehaviorTraining.Checkpoint checkpoint) {
        int tasks = checkpoint.returns().length;
        float[] values = checkpoint.parameters();
        try {
            Safetensors.of(
                            Map.of(
                                    "actor",
                                    Safetensors.Tensor.of(values, tasks, values.length / tasks)),
                            Map.of(
                                    "algorithm", "SAC",
                                    "environment", laboratory.config().environment(),
                                    "environment_step", Integer.toString(checkpoint.step()),
                                    "policy", laboratory.behaviorPolicy().toString()))
                    .write(run.path(Laboratory.checkpoint(checkpoint.step())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Reference> references(List<Task> tasks, List<Point> points) {
        EnvironmentDefinition definition = laboratory.definition();
        long seed = laboratory.config().seed();
        double[][] random;
        try (PolicyRollout rollout =
                new PolicyRollout(
                        definition,
                        tasks,
                        laboratory.config().evaluation().randomEpisodes(),
                        laboratory.threads())) {
            random =
                    rollout.returns(
                            new Actor.Uniform(
                                    definition.observationSize(),
                                    definition.actionSize(),
                                    Streams.perTask(seed, "random policy", tasks.size())),
                            Streams.seed(seed, "random policy starts", 0));
        }
        int last = points.get(points.size() - 1).step();
        List<Reference> references = new ArrayList<>();
        for (int row = 0; row < tasks.size(); row++) {
            int task = row;
            double trained =
                    points.stream()
                            .filter(point -> point.step() == last && point.row() == task)
                            .mapToDouble(Point::mean)
                            .findFirst()
                            .orElseThrow();
            double best = definition.optimalReturn(tasks.get(row)).orElse(trained);
            references.add(new Reference(Laboratory.mean(random[row]), best, trained));
        }
        return references;
    }

    private static void writeReferences(
            RunDirectory run, List<Task> tasks, List<Reference> references) {
        try (CsvLog log = run.freshCsv(Laboratory.REFERENCE, "task", "random", "best", "trained")) {
            for (int row = 0; row < tasks.size(); row++) {
                Reference reference = references.get(row);
                log.row(
                        tasks.get(row).index(),
                        reference.random(),
                        reference.best(),
                        reference.trained());
            }
        }
    }

    private static void writeCurve(
            RunDirectory run, List<Task> tasks, List<Reference> references, List<Point> points) {
        try (CsvLog log =
                run.freshCsv(
                        "behaviour/curve.csv",
                        "environment_step",
                        "task",
                        "return",
                        "score",
                        "deviation")) {
            for (Point point : points) {
                log.row(
                        point.step(),
                        tasks.get(point.row()).index(),
                        point.mean(),
                        references.get(point.row()).score(point.mean()),
                        point.deviation());
            }
        }
    }
}
