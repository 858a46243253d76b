package merpo.benchmarks.experiment.stage;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import merpo.agents.evaluation.Reference;
import merpo.benchmarks.experiment.stage.Laboratory.Role;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetWriter;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.TaskFile;
import merpo.datagen.dataset.WrittenFile;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;
import merpo.datagen.rollout.Actor;
import merpo.datagen.rollout.Collector;
import merpo.datagen.rollout.PolicyRollout;
import merpo.datagen.run.BrokenEpisodes;
import merpo.datagen.run.CsvLog;
import merpo.datagen.run.CsvTable;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Stage;
import merpo.datagen.storage.Safetensors;
import merpo.envs.storage.AtomicFile;
import merpo.envs.task.Task;
import merpo.envs.task.TaskSplit;

/** Writes one HDF5 file per task and quality from the behaviour policies' checkpoints. */
final class DataStage implements Stage {
    static final String SELECTION = "data/selection.csv";

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
        return "prepare";
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
        List<CsvTable.Row> curve = CsvTable.read(run.path("behaviour/curve.csv")).rows();
        try (CsvLog selected =
                run.freshCsv(
                        SELECTION,
                        "quality",
                        "split",
                        "task",
                        "checkpoint_step",
                        "return",
                        "share",
                        "in_band")) {
            for (Quality quality : QUALITIES) {
                for (Role role : Role.values()) {
                    DataOrigin origin =
                            new DataOrigin(
                                    laboratory.config(),
                                    laboratory.definition(),
                                    split,
                                    quality,
                                    role);
                    List<Reference> references = Laboratory.references(run, origin.tasks());
                    List<Selection> selections =
                            select(origin, references, curve, selected, progress);
                    write(run, progress, origin, references, selections);
                    done += origin.tasks().size();
                    progress.step(done, quality.text());
                }
            }
        }
    }

    /** A checkpoint for each task; says where none lies within the band. */
    private static List<Selection> select(
            DataOrigin origin,
            List<Reference> references,
            List<CsvTable.Row> curve,
            CsvLog selected,
            Progress progress) {
        List<Selection> selections = new ArrayList<>();
        for (int row = 0; row < origin.tasks().size(); row++) {
            Task task = origin.tasks().get(row);
            Selection selection = Selection.of(task, origin.quality(), curve, references.get(row));
            selections.add(selection);
            selected.row(
                    origin.quality().text(),
                    origin.use().text(),
                    task.index(),
                    selection.step(),
                    selection.returnMean(),
                    selection.share(),
                    selection.inBand());
        }
        long outside = selections.stream().filter(selection -> !selection.inBand()).count();
        if (outside > 0) {
            progress.note(
                    "%d of %d %s tasks have no %s checkpoint within its band; theirs are the nearest (data/selection.csv)"
                            .formatted(
                                    outside,
                                    selections.size(),
                                    origin.use().text(),
                                    origin.quality().text()));
        }
        return selections;
    }

    /** All files of one quality and role; the manifest grows with each. */
    private void write(
            RunDirectory run,
            Progress progress,
            DataOrigin origin,
            List<Reference> references,
            List<Selection> selections)
            throws IOException {
        List<Task> tasks = origin.tasks();
        Path directory = Laboratory.datasets(run, origin.quality(), origin.role());
        Files.createDirectories(directory);
        List<Dataset> datasets = collect(run, progress, origin, selections);
        Manifest manifest = origin.manifest(references);
        for (int row = 0; row < tasks.size(); row++) {
            Provenance provenance =
                    origin.provenance(
                            run, tasks.get(row), selections.get(row), references.get(row));
            WrittenFile written =
                    DatasetWriter.write(
                            Laboratory.dataset(
                                    run, origin.quality(), origin.role(), tasks.get(row)),
                            AtomicFile.Existing.REPLACE,
                            datasets.get(row),
                            provenance);
            manifest = manifest.with(TaskFile.of(written, datasets.get(row), provenance));
            manifest.save(directory);
        }
    }

    /** One stochastic episode per simulation, all tasks and trajectories in lockstep. */
    private List<Dataset> collect(
            RunDirectory run, Progress progress, DataOrigin origin, List<Selection> selections)
            throws IOException {
        List<Task> tasks = origin.tasks();
        try (NDManager manager = NDManager.newBaseManager();
                ParameterStack actors = actors(run, manager, origin, selections);
                PolicyRollout rollout =
                        new PolicyRollout(
                                laboratory.definition(),
                                tasks,
                                laboratory.config().data().trajectories(),
                                laboratory.threads())) {
            rollout.environment().onDivergence(new BrokenEpisodes(run, progress::note));
            Actor actor =
                    Actor.stochastic(
                            laboratory.behaviorPolicy(),
                            actors,
                            Streams.perTask(origin.seed(), "data actions", tasks.size()));
            return Collector.collect(
                    rollout,
                    actor,
                    origin.startSeed(),
                    selections.stream().mapToLong(Selection::step).toArray());
        }
    }

    /** Each task's actor at its own checkpoint. */
    private ParameterStack actors(
            RunDirectory run, NDManager manager, DataOrigin origin, List<Selection> selections)
            throws IOException {
        List<Task> all = Laboratory.all(origin.split());
        Policy policy = laboratory.behaviorPolicy();
        int size = Math.toIntExact(policy.network().parameters());
        float[] values = new float[selections.size() * size];
        for (int row = 0; row < selections.size(); row++) {
            float[] checkpoint =
                    Safetensors.read(run.path(Laboratory.checkpoint(selections.get(row).step())))
                            .values("actor");
            int from = Laboratory.row(all, origin.tasks().get(row)) * size;
            System.arraycopy(checkpoint, from, values, row * size, size);
        }
        return ParameterStack.of(manager, values, policy.network().blocks(1));
    }
}
