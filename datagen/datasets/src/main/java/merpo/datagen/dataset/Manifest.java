package merpo.datagen.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import merpo.datagen.storage.FileDigest;
import merpo.envs.storage.FileReason;

/**
 * The table of contents of a dataset directory: which files belong to it, how large they are, and
 * their digests. A task is added only after its file is published, so a task in the manifest whose
 * file matches is whole, and a resumed run skips it.
 *
 * @param schemaVersion of the manifest, "1.0"
 * @param datasetId name of the dataset, for instance "cheetah-vel/medium"
 * @param envId registered name of the environment
 * @param quality of the behavior policies, as {@link Quality#text()}
 * @param createdUtc when generation began, ISO 8601; times stand here and never in the data files
 * @param generator the program
 * @param taskDraw how the tasks were sampled
 * @param tasks files, by task index
 * @param referenceScores returns that score 0 and 1, by task index; empty if unknown
 */
public record Manifest(
        String schemaVersion,
        String datasetId,
        String envId,
        String quality,
        String createdUtc,
        Generator generator,
        TaskDraw taskDraw,
        List<TaskFile> tasks,
        Map<Long, ReferenceScores> referenceScores) {
    /** In the directory that it lists. */
    public static final String FILE_NAME = "manifest.json";

    /** Of the manifests that are written here. */
    public static final String SCHEMA_VERSION = "1.0";

    /** The program, its commit and the arguments that make this dataset again. */
    public record Generator(String version, String commit, List<String> commandLine) {
        public Generator {
            commandLine = List.copyOf(commandLine);
        }
    }

    /** How the tasks were sampled: family, count, seed, and the rule in words. */
    public record TaskDraw(String family, long count, long seed, String rule) {}

    public Manifest {
        tasks = tasks.stream().sorted(Comparator.comparingLong(TaskFile::taskIndex)).toList();
        referenceScores = Collections.unmodifiableMap(new TreeMap<>(referenceScores));
        Quality.of(quality);
        for (int i = 1; i < tasks.size(); i++) {
            if (tasks.get(i).taskIndex() == tasks.get(i - 1).taskIndex()) {
                throw new IllegalArgumentException(
                        "Manifest.tasks lists task " + tasks.get(i).taskIndex() + " twice");
            }
        }
    }

    /** A manifest without tasks. */
    public static Manifest begin(
            String datasetId,
            String envId,
            Quality quality,
            String createdUtc,
            Generator generator,
            TaskDraw taskDraw,
            Map<Long, ReferenceScores> referenceScores) {
        return new Manifest(
                SCHEMA_VERSION,
                datasetId,
                envId,
                quality.text(),
                createdUtc,
                generator,
                taskDraw,
                List.of(),
                referenceScores);
    }

    /** The same manifest with this task's file, in place of an earlier one. */
    public Manifest with(TaskFile file) {
        List<TaskFile> changed = new ArrayList<>(tasks);
        changed.removeIf(task -> task.taskIndex() == file.taskIndex());
        changed.add(file);
        return new Manifest(
                schemaVersion,
                datasetId,
                envId,
                quality,
                createdUtc,
                generator,
                taskDraw,
                changed,
                referenceScores);
    }

    /** Reads {@code manifest.json} of the directory. */
    public static Manifest load(Path directory) {
        return ManifestJson.load(directory.resolve(FILE_NAME));
    }

    /** Publishes {@code manifest.json} in the directory, whole or not at all. */
    public void save(Path directory) {
        ManifestJson.save(this, directory.resolve(FILE_NAME));
    }

    /** Compares sizes and digests of all listed files; one sentence for each that is not whole. */
    public List<String> verify(Path directory) {
        return tasks.stream().flatMap(task -> problem(directory, task).stream()).toList();
    }

    /** Whether the directory has a file of each task that was drawn, as long as it was written. */
    public static boolean complete(Path directory) {
        if (!Files.isRegularFile(directory.resolve(FILE_NAME))) {
            return false;
        }
        Manifest manifest = load(directory);
        return manifest.tasks.size() == manifest.taskDraw.count()
                && manifest.tasks.stream()
                        .allMatch(task -> size(directory.resolve(task.file())) == task.bytes());
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : -1;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e, e);
        }
    }

    /** Indices of the tasks whose files are whole: what a resumed run need not collect again. */
    public SortedSet<Long> whole(Path directory) {
        SortedSet<Long> whole = new TreeSet<>();
        for (TaskFile task : tasks) {
            if (problem(directory, task).isEmpty()) {
                whole.add(task.taskIndex());
            }
        }
        return whole;
    }

    private static Optional<String> problem(Path directory, TaskFile task) {
        Path file = directory.resolve(task.file());
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.of(file + " is missing, the manifest lists it");
            }
            long bytes = Files.size(file);
            if (bytes != task.bytes()) {
                return Optional.of(
                        file + " has " + bytes + " bytes, the manifest says " + task.bytes());
            }
            String digest = FileDigest.sha256(file);
            if (!digest.equals(task.fileSha256())) {
                return Optional.of(
                        file
                                + " has SHA-256 "
                                + digest
                                + ", the manifest says "
                                + task.fileSha256());
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(file + " cannot be read: " + FileReason.of(e));
        }
    }
}
