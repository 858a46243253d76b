package merpo.datagen.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.datagen.dataset.BehaviorSource;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.EnvironmentSource;
import merpo.datagen.dataset.Episode;
import merpo.datagen.dataset.ImportSource;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.QualitySource;
import merpo.datagen.dataset.ReferenceScores;
import merpo.datagen.dataset.SeedSource;
import merpo.datagen.dataset.TaskSource;
import merpo.datagen.storage.FileDigest;
import merpo.envs.EnvironmentDefinition;

/** What a foreign file tells of itself; everything else becomes "unknown". */
final class Origin {
    static final String UNKNOWN = "unknown";

    String environment = UNKNOWN;
    long horizon;
    int taskIndex;
    int taskCount;
    Map<String, Double> taskParameters = new LinkedHashMap<>();
    Quality quality = Quality.UNKNOWN;
    Optional<ReferenceScores> reference = Optional.empty();
    String algorithm = UNKNOWN;
    BehaviorSource.Mode mode = BehaviorSource.Mode.UNKNOWN;

    /** The provenance of the dataset. {@code rows} is the file that holds them. */
    Provenance provenance(
            ForeignFormat format, Path rows, ImportOptions options, Dataset dataset, Ledger ledger)
            throws IOException {
        String id = options.environment().map(EnvironmentDefinition::id).orElse(environment);
        int task = options.task().orElse(taskIndex);
        for (String name :
                List.of("env_version", "seed_env", "seed_policy", "seed_training", "task_draw")) {
            ledger.unknown(name);
        }
        mark(ledger, "env_id", id.equals(UNKNOWN));
        mark(ledger, "task_params", taskParameters.isEmpty());
        mark(ledger, "quality", quality == Quality.UNKNOWN);
        mark(ledger, "behavior_algorithm", algorithm.equals(UNKNOWN));
        return new Provenance(
                new EnvironmentSource(
                        id,
                        UNKNOWN,
                        "{}",
                        limit(options, dataset, ledger),
                        List.of(),
                        List.of(),
                        Optional.empty()),
                new TaskSource(
                        id,
                        task,
                        Math.max(taskCount, task + 1),
                        TaskSource.Split.UNKNOWN,
                        0,
                        UNKNOWN,
                        taskParameters,
                        Optional.empty()),
                new QualitySource(quality, Optional.empty(), reference),
                new BehaviorSource(
                        algorithm,
                        mode,
                        Arrays.stream(dataset.checkpointSteps())
                                .distinct()
                                .sorted()
                                .boxed()
                                .toList(),
                        Optional.empty(),
                        Optional.empty()),
                new SeedSource(0, 0, 0, UNKNOWN),
                options.software(),
                Optional.of(
                        new ImportSource(
                                format.text(),
                                String.valueOf(rows.getFileName()),
                                FileDigest.sha256(rows),
                                ledger.notes(),
                                ledger.unknown())));
    }

    private long limit(ImportOptions options, Dataset dataset, Ledger ledger) {
        if (options.limit().isPresent()) {
            return options.limit().getAsInt();
        }
        if (horizon > 0) {
            return horizon;
        }
        ledger.unknown("max_episode_steps");
        int longest = dataset.episodes().stream().mapToInt(Episode::length).max().orElse(1);
        ledger.note("the time limit is unknown, taken is the longest episode: %d steps", longest);
        return longest;
    }

    private static void mark(Ledger ledger, String name, boolean unknown) {
        if (unknown) {
            ledger.unknown(name);
        }
    }
}
