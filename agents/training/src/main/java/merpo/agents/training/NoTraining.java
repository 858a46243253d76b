package merpo.agents.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import merpo.datagen.dataset.Manifest;
import merpo.datagen.run.Kind;
import merpo.datagen.run.Mark;
import merpo.datagen.run.Refusal;

/**
 * What is said of a directory that holds no training: what it is instead, as far as one can see.
 */
final class NoTraining {
    private static final String MAKE =
            "Make one: ./merpo train ALGORITHM --data DIR --out RUN, or try all at once: ./merpo quickstart";

    /** By a file that only such a directory has. */
    private static final Map<String, String> OTHERS = new LinkedHashMap<>();

    static {
        OTHERS.put(
                AdaptationRun.FILE,
                "it is what ./merpo adapt made, returns in %1$s/returns.csv. See its policies: ./merpo replay %1$s");
        OTHERS.put(Manifest.FILE_NAME, "it holds datasets. See them: ./merpo inspect %1$s");
        OTHERS.put(
                "training.json",
                "it holds policies that make data. Use them: ./merpo generate --policies %1$s");
    }

    /** By what the marker says. */
    private static final Map<Kind, String> KINDS =
            Map.of(
                    Kind.ADAPTATION,
                    OTHERS.get(AdaptationRun.FILE),
                    Kind.PEER,
                    "another library trained in it. See its policy: ./merpo evaluate --policy %1$s/policy.pt --env ID",
                    Kind.DATASETS,
                    OTHERS.get(Manifest.FILE_NAME),
                    Kind.BEHAVIORS,
                    OTHERS.get("training.json"),
                    Kind.TRAINING,
                    "it was interrupted before it began. The same ./merpo train again, with --resume",
                    Kind.QUICKSTART,
                    "it is a quickstart, whose training has not begun. Go on with it: ./merpo resume %1$s",
                    Kind.REPORT,
                    "it holds a report, report.html. Name one of the runs in it");

    private NoTraining() {}

    static Refusal in(Path directory) {
        return new Refusal("%s holds no training: %s".formatted(directory, instead(directory)));
    }

    private static String instead(Path directory) {
        if (!Files.isDirectory(directory)) {
            return (Files.exists(directory) ? "it is a file" : "it does not exist") + ". " + MAKE;
        }
        Kind kind = Mark.read(directory).map(Mark::kind).orElse(Kind.UNSAID);
        if (KINDS.containsKey(kind) && below(directory).isEmpty()) {
            return KINDS.get(kind).formatted(directory);
        }
        if (DatasetDirectory.in(directory)) {
            return KINDS.get(Kind.DATASETS).formatted(directory);
        }
        for (Map.Entry<String, String> other : OTHERS.entrySet()) {
            if (Files.exists(directory.resolve(other.getKey()))) {
                return other.getValue().formatted(directory);
            }
        }
        List<Path> below = below(directory);
        return below.isEmpty()
                ? "it has no %s. %s".formatted(TrainingConfig.FILE, MAKE)
                : "there is one in %s. Name that".formatted(below.get(0));
    }

    private static List<Path> below(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(TrainingConfig::in).sorted(Comparator.naturalOrder()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
