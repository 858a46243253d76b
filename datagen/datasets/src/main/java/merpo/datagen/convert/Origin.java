package merpo.datagen.convert;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import merpo.datagen.dataset.BehaviorSource;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.EnvironmentSource;
import merpo.datagen.dataset.Episode;
import merpo.datagen.dataset.ImportSource;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.QualitySource;
import merpo.datagen.dataset.ReferenceScores;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.dataset.SeedSource;
import merpo.datagen.dataset.TaskSource;
import merpo.datagen.storage.FileDigest;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;

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

    /** What a file of ours said of itself before it became foreign; then nothing else counts. */
    Optional<Provenance> carried = Optional.empty();

    /** The provenance of the dataset. {@code rows} is the file that holds them. */
    Provenance provenance(
            ForeignFormat format, Path rows, ImportOptions options, Dataset dataset, Ledger ledger)
            throws IOException {
        Provenance said =
                carried.isPresent()
                        ? options.over(carried.get(), dataset.shape())
                        : told(options, dataset, ledger);
        TreeSet<String> unknown = new TreeSet<>(ledger.unknown());
        said.imported().ifPresent(before -> unknown.addAll(before.unknown()));
        return new Provenance(
                said.environment(),
                said.task(),
                said.quality(),
                said.behavior(),
                said.seeds(),
                said.software(),
                Optional.of(
                        new ImportSource(
                                format.text(),
                                String.valueOf(rows.getFileName()),
                                FileDigest.sha256(rows),
                                ledger.notes(),
                                List.copyOf(unknown))));
    }

    private Provenance told(ImportOptions options, Dataset dataset, Ledger ledger) {
        Optional<EnvironmentDefinition> ours =
                options.environment().or(() -> known(dataset.shape()));
        String id = ours.map(EnvironmentDefinition::id).orElse(environment);
        if (ours.isEmpty()) {
            ledger.note("%s: no policy can be tried there, so nothing trains on it", nowhere());
        } else if (!environment.equals(UNKNOWN) && !environment.equals(id)) {
            ledger.note("its environment \"%s\" is %s here", environment, id);
        }
        Map<String, Double> parameters = FamilyTask.of(ours, options, taskParameters, ledger);
        int task = options.task().orElse(taskIndex);
        Optional<ReferenceScores> scores = reference(options, id, ledger);
        for (String name :
                List.of("env_version", "seed_env", "seed_policy", "seed_training", "task_draw")) {
            ledger.unknown(name);
        }
        mark(ledger, "env_id", id.equals(UNKNOWN));
        mark(ledger, "task_params", parameters.isEmpty());
        mark(ledger, "quality", quality == Quality.UNKNOWN);
        mark(ledger, "behavior_algorithm", algorithm.equals(UNKNOWN));
        mark(ledger, "ref_min_score", scores.isEmpty());
        return new Provenance(
                new EnvironmentSource(
                        id,
                        UNKNOWN,
                        "{}",
                        limit(options, ours, dataset, ledger),
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
                        parameters,
                        Optional.empty()),
                new QualitySource(quality, Optional.empty(), scores),
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
                Optional.empty());
    }

    /** Why the rows are of none of our environments. */
    private String nowhere() {
        if (environment.equals(UNKNOWN)) {
            return "its environment is not known (--env ID says it)";
        }
        return Environments.find(environment)
                .map(
                        known ->
                                "%s, its environment, has %d and %d numbers in observations and actions"
                                        .formatted(
                                                known.id(),
                                                known.observationSize(),
                                                known.actionSize()))
                .orElse("its environment \"" + environment + "\" is none of ./merpo envs");
    }

    /** Ours, if the file names one and its rows have that one's widths. */
    Optional<EnvironmentDefinition> known(RowShape shape) {
        return Environments.find(environment).filter(shape::fits);
    }

    /** Those that a person gives, else the file's, else D4RL's of the environment. */
    private Optional<ReferenceScores> reference(ImportOptions options, String id, Ledger ledger) {
        if (options.reference().isPresent()) {
            return options.reference();
        }
        if (reference.isPresent()) {
            return reference;
        }
        Optional<ReferenceScores> d4rl = ReferenceScores.d4rl(id);
        d4rl.ifPresentOrElse(
                scores ->
                        ledger.note(
                                "returns that score 0 and 1: D4RL's of %s, %s and %s",
                                id, scores.min(), scores.max()),
                () ->
                        ledger.note(
                                "returns that score 0 and 1 are not known: scores will be empty. Give them: --ref-min X --ref-max Y"));
        return d4rl;
    }

    private long limit(
            ImportOptions options,
            Optional<EnvironmentDefinition> ours,
            Dataset dataset,
            Ledger ledger) {
        if (options.limit().isPresent()) {
            return options.limit().getAsInt();
        }
        if (horizon > 0) {
            return horizon;
        }
        if (ours.isPresent()) {
            return ours.get().horizon();
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
