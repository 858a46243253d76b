package merpo.datagen.generate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import merpo.datagen.behavior.KeptActors;
import merpo.datagen.behavior.Zoo;
import merpo.datagen.dataset.BehaviorSource;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.QualitySource;
import merpo.datagen.dataset.ReferenceScores;
import merpo.datagen.dataset.SeedSource;
import merpo.datagen.dataset.TaskSource;
import merpo.datagen.generate.DatasetOrder.Assigned;
import merpo.datagen.generate.GenerateDatasets.Origin;
import merpo.datagen.nn.Streams;
import merpo.datagen.storage.FileDigest;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.task.Task;

/** What the files of an order and their manifest say of where they come from. */
final class OrderProvenance {
    private final DatasetOrder order;
    private final KeptActors actors;
    private final Origin origin;
    private final EnvironmentDefinition definition;

    OrderProvenance(DatasetOrder order, KeptActors actors, Origin origin) {
        this.order = order;
        this.actors = actors;
        this.origin = origin;
        definition = actors.zoo().environment();
    }

    /** The one that is there, made by the same order, or one without files. */
    Manifest manifest(Path directory) {
        String id = definition.id() + "/" + order.quality().text();
        Map<Long, ReferenceScores> scores = new TreeMap<>();
        for (Assigned one : order.tasks()) {
            scores(one.task()).ifPresent(ends -> scores.put((long) one.task().index(), ends));
        }
        Manifest fresh =
                Manifest.begin(
                        id,
                        definition.id(),
                        order.quality(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                        new Manifest.Generator(
                                origin.software().version(),
                                origin.software().commit(),
                                origin.commandLine()),
                        new Manifest.TaskDraw(
                                definition.id(),
                                order.tasks().size(),
                                order.drawSeed(),
                                definition.tasks().description()),
                        scores);
        if (!Files.exists(directory.resolve(Manifest.FILE_NAME))) {
            return fresh;
        }
        Manifest there = Manifest.load(directory);
        if (!there.datasetId().equals(id)
                || !there.generator().commandLine().equals(origin.commandLine())) {
            throw new IllegalArgumentException(
                    "%s holds %s, made by \"%s\". Choose another directory"
                            .formatted(
                                    directory,
                                    there.datasetId(),
                                    String.join(" ", there.generator().commandLine())));
        }
        return there;
    }

    /** Unknown where nobody was trained, and D4RL does not say. */
    private Optional<ReferenceScores> scores(Task task) {
        Zoo.Entry entry = actors.entry(task.index());
        return ReferenceScores.d4rl(definition.id())
                .or(
                        () ->
                                entry.kept().isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(
                                                new ReferenceScores(
                                                        entry.randomReturn(),
                                                        entry.finalOne().returnMean())));
    }

    /** Where a task's file comes from. */
    Provenance provenance(Assigned one) {
        Zoo.Entry entry = actors.entry(one.task().index());
        CheckpointChoice choice = CheckpointChoice.of(order.quality(), entry);
        return new Provenance(
                origin.environment(),
                task(one),
                new QualitySource(order.quality(), choice.band(), scores(one.task())),
                behavior(one.task(), entry, choice),
                new SeedSource(
                        GenerateDatasets.seed(order, "data starts", 0),
                        GenerateDatasets.seed(order, "data actions", 0),
                        actors.zoo().training().seed(),
                        Streams.ALGORITHM),
                origin.software());
    }

    private TaskSource task(Assigned one) {
        int count =
                order.tasks().stream().mapToInt(each -> each.task().index()).max().orElseThrow();
        return new TaskSource(
                definition.id(),
                one.task().index(),
                count + 1,
                one.split(),
                order.drawSeed(),
                definition.tasks().description(),
                TaskSource.entries(one.task()),
                Optional.empty());
    }

    private BehaviorSource behavior(Task task, Zoo.Entry entry, CheckpointChoice choice) {
        if (order.quality() == Quality.RANDOM) {
            return BehaviorSource.uniform();
        }
        List<Long> steps = new ArrayList<>();
        if (order.quality() == Quality.REPLAY) {
            steps.add(-1L); // from the first uniform action on
        }
        choice.parts().forEach(place -> steps.add((long) entry.kept().get(place).step()));
        boolean one = steps.size() == 1;
        Zoo.Kept first = entry.kept().get(choice.parts().get(0));
        return new BehaviorSource(
                "SAC",
                BehaviorSource.Mode.STOCHASTIC,
                steps,
                one
                        ? Optional.of(sha256(actors.actor(task.index(), choice.parts().get(0))))
                        : Optional.empty(),
                one
                        ? Optional.of(
                                new BehaviorSource.Evaluation(
                                        first.returnMean(),
                                        first.returnDeviation(),
                                        actors.zoo().episodes()))
                        : Optional.empty());
    }

    private static String sha256(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return FileDigest.sha256(bytes.array());
    }
}
