package merpo.benchmarks.paper;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import merpo.benchmarks.jobs.SeedRange;
import merpo.benchmarks.trials.Words;
import merpo.datagen.dataset.ReferenceScores;
import merpo.datagen.run.Names;

/**
 * What made a figure, for its caption: data, sizes and steps of its runs, versions. Read back from
 * the runs, not from what was asked for.
 */
final class MadeOf {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Last words of the keys that say how large and how long. */
    private static final Set<String> SIZES =
            Set.of(
                    "hiddenLayers",
                    "width",
                    "members",
                    "batch",
                    "steps",
                    "cloneSteps",
                    "iterations",
                    "innerSteps",
                    "tasksPerBatch",
                    "horizon",
                    "rolloutLength",
                    "realRatio",
                    "trajectories");

    private static final List<String> VERSIONS =
            List.of("merpo", "commit", "java", "platform", "mujoco", "tensors");

    private MadeOf() {}

    /** Sentences, each a paragraph. */
    static List<String> caption(
            PaperFigure figure, Path out, Budget budget, Measurements measured) {
        Recipe recipe = new Recipe(out, budget);
        Set<String> data = new LinkedHashSet<>();
        Map<String, Map<String, Set<String>>> sizes = new LinkedHashMap<>(); // of each algorithm
        Map<String, Set<String>> versions = new LinkedHashMap<>();
        for (Training training : figure.trainings()) {
            data.add(words(training.data()));
            training.newTasks().ifPresent(tasks -> data.add(words(tasks.data())));
            Map<String, Set<String>> own =
                    sizes.computeIfAbsent(training.algorithm(), algorithm -> new LinkedHashMap<>());
            for (SeedRange seeds : training.runs(budget.seeds())) {
                Path run = recipe.run(training.before().name(seeds));
                collect(tree(run.resolve("config.yaml")), "", own);
                versions(run.resolve("provenance.json"), versions);
            }
        }
        List<String> text = new ArrayList<>();
        text.add(
                "Mean over tasks and the seeds 0 to %d, band its 95 %% stratified bootstrap interval, at scale %s. %s %s"
                        .formatted(
                                budget.seeds() - 1, budget.scale(), scores(figure), figure.note())
                        .strip());
        text.add("Data: " + String.join("; ", data) + ".");
        text.addAll(sizes(sizes));
        if (!versions.isEmpty()) {
            text.add("Made with " + listed(versions) + ".");
        }
        if (!measured.earlier().isEmpty()) {
            text.add(
                    "Of an earlier drawing, not made again: %s."
                            .formatted(String.join("; ", measured.earlier())));
        }
        if (!measured.missing().isEmpty()) {
            text.add("Missing runs: " + String.join(", ", measured.missing()) + ".");
        }
        return text;
    }

    private static String words(DatasetSpec data) {
        return "%s %s, %d transitions of each %stask"
                .formatted(
                        data.environment(),
                        data.quality(),
                        data.transitions(),
                        data.newTasks() ? "new " : "");
    }

    /** The returns of the scores 0 and 1: D4RL's of an environment that it knows, else ours. */
    private static String scores(PaperFigure figure) {
        Set<String> ends = new LinkedHashSet<>();
        for (Training training : figure.trainings()) {
            String environment = training.data().environment();
            ends.add(
                    ReferenceScores.d4rl(environment)
                            .map(d4rl -> d4rl(environment, d4rl))
                            .orElse("Score 0 is the random policy, 1 SAC's final return."));
        }
        return String.join(" ", ends);
    }

    private static String d4rl(String environment, ReferenceScores scores) {
        return "On %s the scores 0 and 1 are D4RL's reference returns, %s and %s."
                .formatted(environment, Words.number(scores.min()), Words.number(scores.max()));
    }

    /** One sentence for all algorithms with the same sizes. */
    private static List<String> sizes(Map<String, Map<String, Set<String>>> ofAlgorithms) {
        Map<String, List<String>> alike = new LinkedHashMap<>();
        ofAlgorithms.forEach(
                (algorithm, sizes) ->
                        alike.computeIfAbsent(listed(sizes), sentence -> new ArrayList<>())
                                .add(algorithm));
        alike.remove(""); // no run yet
        return alike.entrySet().stream()
                .map(same -> String.join(", ", same.getValue()) + ": " + same.getKey() + ".")
                .toList();
    }

    /** Such as {@code steps 600, trajectories 50, 200 and 400}. */
    private static String listed(Map<String, Set<String>> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + " " + Names.listed(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** Notes the value of every size below a configuration. */
    private static void collect(JsonNode node, String path, Map<String, Set<String>> sizes) {
        node.properties()
                .forEach(
                        field -> {
                            String place =
                                    path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                            if (field.getValue().isObject()) {
                                collect(field.getValue(), place, sizes);
                            } else if (SIZES.contains(field.getKey())) {
                                note(sizes, place, field.getValue());
                            }
                        });
    }

    private static void note(Map<String, Set<String>> values, String name, JsonNode value) {
        values.computeIfAbsent(name, first -> new LinkedHashSet<>()).add(value.asText());
    }

    private static void versions(Path file, Map<String, Set<String>> versions) {
        JsonNode provenance = tree(file);
        for (String name : VERSIONS) {
            if (provenance.hasNonNull(name)) {
                note(versions, name, provenance.get(name));
            }
        }
    }

    /** YAML reads JSON too; a missing file is an empty tree. */
    private static JsonNode tree(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? YAML.readTree(Files.readString(file))
                    : YAML.createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
    }
}
