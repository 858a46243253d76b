package merpo.datagen.dataset;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * One file of a manifest.
 *
 * @param taskIndex of its task
 * @param split of its task, as in the file: "train"
 * @param file name, relative to the manifest, without directories that lead out
 * @param bytes size of the file
 * @param fileSha256 what a download checks
 * @param contentSha256 the digest in the file
 * @param nTransitions rows
 * @param nEpisodes episodes
 * @param taskParams names and values
 * @param behaviorCheckpointStep environment steps of the behavior policy; several for mixed data
 * @param behaviorReturnMean measured by evaluation; absent if not measured
 * @param seeds "environment", "policy", "training"
 */
public record TaskFile(
        long taskIndex,
        String split,
        String file,
        long bytes,
        String fileSha256,
        String contentSha256,
        long nTransitions,
        long nEpisodes,
        Map<String, Double> taskParams,
        List<Long> behaviorCheckpointStep,
        OptionalDouble behaviorReturnMean,
        Map<String, Long> seeds) {

    public TaskFile {
        taskParams = Collections.unmodifiableMap(new LinkedHashMap<>(taskParams));
        behaviorCheckpointStep = List.copyOf(behaviorCheckpointStep);
        seeds = Collections.unmodifiableMap(new TreeMap<>(seeds));
        if (file.isEmpty() || file.contains("..") || file.startsWith("/") || file.contains("\\")) {
            throw new IllegalArgumentException(
                    "TaskFile.file is \"" + file + "\", must be a name below the manifest");
        }
    }

    /** The entry for a file that was just written. */
    public static TaskFile of(WrittenFile written, Dataset dataset, Provenance provenance) {
        return new TaskFile(
                provenance.task().index(),
                provenance.task().split().text(),
                written.path().getFileName().toString(),
                written.bytes(),
                written.fileSha256(),
                written.contentSha256(),
                dataset.size(),
                dataset.episodes().size(),
                provenance.task().parameters(),
                provenance.behavior().checkpointSteps(),
                provenance.behavior().evaluation().stream()
                        .mapToDouble(BehaviorSource.Evaluation::returnMean)
                        .findFirst(),
                Map.of(
                        "environment", provenance.seeds().environment(),
                        "policy", provenance.seeds().policy(),
                        "training", provenance.seeds().training()));
    }
}
