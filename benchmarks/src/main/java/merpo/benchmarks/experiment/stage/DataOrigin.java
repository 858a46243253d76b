package merpo.benchmarks.experiment.stage;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import merpo.agents.evaluation.Reference;
import merpo.benchmarks.experiment.ExperimentConfig;
import merpo.benchmarks.experiment.stage.Laboratory.Role;
import merpo.datagen.dataset.BehaviorSource;
import merpo.datagen.dataset.Build;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.QualitySource;
import merpo.datagen.dataset.ReferenceScores;
import merpo.datagen.dataset.Seeds;
import merpo.datagen.dataset.TaskSource;
import merpo.datagen.nn.Streams;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.storage.FileDigest;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.task.Task;
import merpo.envs.task.TaskSplit;

/**
 * Where the files of one quality and role come from, as they and their manifest tell it.
 *
 * @param config of the run
 * @param definition of the environment
 * @param split how the tasks were drawn
 * @param quality of the behaviour policies
 * @param role of the tasks
 */
record DataOrigin(
        ExperimentConfig config,
        EnvironmentDefinition definition,
        TaskSplit split,
        Quality quality,
        Role role) {

    List<Task> tasks() {
        return Laboratory.tasks(split, role);
    }

    TaskSource.Split use() {
        return role == Role.TRAINING ? TaskSource.Split.TRAIN : TaskSource.Split.TEST;
    }

    /** Seed of everything that is drawn while the files are collected. */
    long seed() {
        return Streams.seed(config.seed(), "data " + quality.text() + " " + use().text(), 0);
    }

    /** Seed of the start states. */
    long startSeed() {
        return Streams.seed(seed(), "data starts", 0);
    }

    /** A manifest without files. */
    Manifest manifest(List<Reference> references) {
        Map<Long, ReferenceScores> scores = new TreeMap<>();
        for (int row = 0; row < tasks().size(); row++) {
            scores.put((long) tasks().get(row).index(), scores(references.get(row)));
        }
        return Manifest.begin(
                "%s/%s/%s".formatted(definition.id(), quality.text(), use().text()),
                definition.id(),
                quality,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                new Manifest.Generator(
                        Build.software().version(),
                        Build.software().commit(),
                        List.of(
                                "prepare",
                                "--env",
                                definition.id(),
                                "--scale",
                                config.scale(),
                                "--seed",
                                Long.toString(config.seed()))),
                new Manifest.TaskDraw(
                        definition.id(),
                        Laboratory.all(split).size(),
                        split.seed(),
                        definition.tasks().description()),
                scores);
    }

    Provenance provenance(RunDirectory run, Task task, Selection selection, Reference reference)
            throws IOException {
        return new Provenance(
                Build.environment(definition),
                task(task),
                new QualitySource(
                        quality,
                        Optional.of(Selection.band(quality)),
                        Optional.of(scores(reference))),
                behavior(run, selection),
                new Seeds(startSeed(), seed(), config.seed(), Streams.ALGORITHM),
                Build.software());
    }

    private TaskSource task(Task task) {
        return new TaskSource(
                definition.id(),
                task.index(),
                Laboratory.all(split).size(),
                use(),
                split.seed(),
                definition.tasks().description(),
                TaskSource.entries(task),
                Optional.empty());
    }

    private BehaviorSource behavior(RunDirectory run, Selection selection) throws IOException {
        return new BehaviorSource(
                "SAC",
                BehaviorSource.Mode.STOCHASTIC,
                List.of(selection.step()),
                Optional.of(FileDigest.sha256(run.path(Laboratory.checkpoint(selection.step())))),
                Optional.of(
                        new BehaviorSource.Evaluation(
                                selection.returnMean(),
                                selection.returnDeviation(),
                                config.behavior().checkpoints().episodes())));
    }

    private static ReferenceScores scores(Reference reference) {
        return new ReferenceScores(reference.random(), reference.trained());
    }
}
