package merpo.benchmarks.experiment.stage;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import merpo.benchmarks.evaluation.Reference;
import merpo.benchmarks.experiment.Build;
import merpo.benchmarks.experiment.stage.Laboratory.Role;
import merpo.benchmarks.run.CsvLog;
import merpo.benchmarks.run.CsvTable;
import merpo.benchmarks.run.Progress;
import merpo.benchmarks.run.RunDirectory;
import merpo.benchmarks.run.Stage;
import merpo.datagen.dataset.BehaviorSource;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetWriter;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.QualitySource;
import merpo.datagen.dataset.ReferenceScores;
import merpo.datagen.dataset.Seeds;
import merpo.datagen.dataset.TaskFile;
import merpo.datagen.dataset.TaskSource;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;
import merpo.datagen.rollout.Actor;
import merpo.datagen.rollout.Collector;
import merpo.datagen.rollout.Rollout;
import merpo.datagen.storage.AtomicFile;
import merpo.datagen.storage.FileDigest;
import merpo.datagen.storage.Safetensors;
import merpo.envs.task.Task;
import merpo.envs.task.TaskSplit;

/** Writes one HDF5 file per task and quality from the behaviour policies' checkpoints. */
final class DataStage implements Stage {
    private static final List<Quality> QUALITIES =
            List.of(Quality.BAD, Quality.MEDIUM, Quality.GOOD, Quality.EXPERT);

    private final Laboratory laboratory;

    DataStage(Laboratory laboratory) {
        this.laboratory = laboratory;
    }

    @Override
    public String name() {
        return "data";
    }

    @Override
    public String command() {
        return "generate";
    }

    @Override
    public List<String> needs() {
        return List.of("behaviour");
    }

    @Override
    public void run(RunDirectory run, Progress progress) throws IOException {
        TaskSplit split = laboratory.split(run);
        int files = QUALITIES.size() * (split.training().size() + split.test().size());
        progress.stage(name(), files, "files");
        int done = 0;
        try (CsvLog selected =
                run.csv(
                        "data/selection.csv",
                        "quality",
                        "split",
                        "task",
                        "checkpoint_step",
                        "return",
                        "share",
                        "in_band")) {
            selected.keep(row -> false);
            for (Quality quality : QUALITIES) {
                for (Role role : Role.values()) {
                    done += write(run, split, quality, role, selected, progress);
                    progress.step(done, quality.text());
                }
            }
        }
        progress.stageDone();
    }

    /** All files of one quality and role; returns their number. */
    private int write(
            RunDirectory run,
            TaskSplit split,
            Quality quality,
            Role role,
            CsvLog selected,
            Progress progress)
            throws IOException {
        List<Task> tasks = Laboratory.tasks(split, role);
        List<Reference> references = Laboratory.references(run, tasks);
        List<CsvTable.Row> curve = CsvTable.read(run.path("behaviour/curve.csv")).rows();
        List<Selection> selections = new ArrayList<>();
        int outside = 0;
        for (int row = 0; row < tasks.size(); row++) {
            Selection selection = Selection.of(tasks.get(row), quality, curve, references.get(row));
            selections.add(selection);
            outside += selection.inBand() ? 0 : 1;
            selected.row(
                    quality.text(),
                    splitOf(role).text(),
                    tasks.get(row).index(),
                    selection.step(),
                    selection.returnMean(),
                    selection.share(),
                    selection.inBand());
        }
        if (outside > 0) {
            progress.note(
                    "%d of %d %s tasks have no %s checkpoint within its band; theirs are the nearest (data/selection.csv)"
                            .formatted(
                                    outside, tasks.size(), splitOf(role).text(), quality.text()));
        }
        Path directory = Laboratory.datasets(run, quality, role);
        Files.createDirectories(directory);
        Manifest manifest = manifest(split, quality, role, references);
        List<Dataset> datasets = collect(run, split, tasks, selections, quality, role);
        for (int row = 0; row < tasks.size(); row++) {
            Provenance provenance =
                    provenance(
                            run,
                            split,
                            tasks.get(row),
                            quality,
                            role,
                            selections.get(row),
                            references.get(row));
            manifest =
                    manifest.with(
                            TaskFile.of(
                                    DatasetWriter.write(
                                            Laboratory.dataset(run, quality, role, tasks.get(row)),
                                            AtomicFile.Existing.REPLACE,
                                            datasets.get(row),
                                            provenance),
                                    datasets.get(row),
                                    provenance));
            manifest.save(directory);
        }
        return tasks.size();
    }

    /** One stochastic episode per simulation, all tasks and trajectories in lockstep. */
    private List<Dataset> collect(
            RunDirectory run,
            TaskSplit split,
            List<Task> tasks,
            List<Selection> selections,
            Quality quality,
            Role role)
            throws IOException {
        Policy policy = laboratory.behaviorPolicy();
        long seed = seed(quality, role);
        try (NDManager manager = NDManager.newBaseManager();
                ParameterStack actors = actors(run, manager, split, tasks, selections);
                Rollout rollout =
                        new Rollout(
                                laboratory.definition(),
                                tasks,
                                laboratory.config().data().trajectories(),
                                laboratory.threads())) {
            Actor actor =
                    Actor.stochastic(
                            policy, actors, Streams.perTask(seed, "data actions", tasks.size()));
            return Collector.collect(
                    rollout,
                    actor,
                    Streams.seed(seed, "data starts", 0),
                    selections.stream().mapToLong(Selection::step).toArray());
        }
    }

    /** Each task's actor at its own checkpoint. */
    private ParameterStack actors(
            RunDirectory run,
            NDManager manager,
            TaskSplit split,
            List<Task> tasks,
            List<Selection> selections)
            throws IOException {
        List<Task> all = Laboratory.all(split);
        Policy policy = laboratory.behaviorPolicy();
        int size = Math.toIntExact(policy.network().parameters());
        float[] values = new float[tasks.size() * size];
        for (int row = 0; row < tasks.size(); row++) {
            float[] checkpoint =
                    Safetensors.read(run.path(Laboratory.checkpoint(selections.get(row).step())))
                            .values("actor");
            int from = Laboratory.row(all, tasks.get(row)) * size;
            System.arraycopy(checkpoint, from, values, row * size, size);
        }
        return ParameterStack.of(manager, values, policy.network().blocks(1));
    }

    private long seed(Quality quality, Role role) {
        return Streams.seed(
                laboratory.config().seed(),
                "data " + quality.text() + " " + splitOf(role).text(),
                0);
    }

    private static TaskSource.Split splitOf(Role role) {
        return role == Role.TRAINING ? TaskSource.Split.TRAIN : TaskSource.Split.TEST;
    }

    private Manifest manifest(
            TaskSplit split, Quality quality, Role role, List<Reference> references) {
        Map<Long, ReferenceScores> scores = new TreeMap<>();
        List<Task> tasks = Laboratory.tasks(split, role);
        for (int row = 0; row < tasks.size(); row++) {
            scores.put((long) tasks.get(row).index(), scores(references.get(row)));
        }
        String id = laboratory.config().environment();
        return Manifest.begin(
                id + "/" + quality.text() + "/" + splitOf(role).text(),
                id,
                quality,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                new Manifest.Generator(
                        Build.software().version(),
                        Build.software().commit(),
                        List.of(
                                "generate",
                                "--env",
                                id,
                                "--scale",
                                laboratory.config().scale(),
                                "--seed",
                                Long.toString(laboratory.config().seed()))),
                new Manifest.TaskDraw(
                        id,
                        Laboratory.all(split).size(),
                        split.seed(),
                        laboratory.definition().tasks().description()),
                scores);
    }

    private static ReferenceScores scores(Reference reference) {
        return new ReferenceScores(reference.random(), reference.trained());
    }

    private Provenance provenance(
            RunDirectory run,
            TaskSplit split,
            Task task,
            Quality quality,
            Role role,
            Selection selection,
            Reference reference)
            throws IOException {
        long seed = seed(quality, role);
        Map<String, Double> parameters = new TreeMap<>();
        task.parameters()
                .forEach(
                        (name, values) -> {
                            for (int i = 0; i < values.size(); i++) {
                                String entry = values.size() == 1 ? name : name + "[" + i + "]";
                                parameters.put(entry, values.get(i));
                            }
                        });
        return new Provenance(
                Build.environment(laboratory.definition()),
                new TaskSource(
                        laboratory.config().environment(),
                        task.index(),
                        Laboratory.all(split).size(),
                        splitOf(role),
                        split.seed(),
                        laboratory.definition().tasks().description(),
                        parameters,
                        Optional.empty()),
                new QualitySource(
                        quality,
                        Optional.of(Selection.band(quality)),
                        Optional.of(scores(reference))),
                new BehaviorSource(
                        "SAC",
                        BehaviorSource.Mode.STOCHASTIC,
                        List.of(selection.step()),
                        Optional.of(
                                FileDigest.sha256(
                                        run.path(Laboratory.checkpoint(selection.step())))),
                        Optional.of(
                                new BehaviorSource.Evaluation(
                                        selection.returnMean(),
                                        selection.returnDeviation(),
                                        laboratory.config().behavior().evaluationEpisodes()))),
                new Seeds(
                        Streams.seed(seed, "data starts", 0),
                        seed,
                        laboratory.config().seed(),
                        Streams.ALGORITHM),
                Build.software());
    }
}
