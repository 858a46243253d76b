package merpo.benchmarks.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import merpo.benchmarks.report.ReportedRun;
import merpo.datagen.dataset.DatasetFiles;
import merpo.datagen.run.Refusal;

/**
 * Where tracks come from: a rollout file, a dataset, the directory of a training, a quickstart or
 * an adaptation, or a policy as ONNX or TorchScript.
 *
 * @param episode of a dataset, from 0
 * @param task index of a run's test task, or of a policy's; empty for the first
 * @param environment id of that in which a policy acts; empty where its file says it
 * @param seed of the start state in which a run's policies are played
 */
public record TrackSources(int episode, OptionalInt task, String environment, long seed) {

    /** The tracks of one path: one of a file, one per policy of a run. */
    public List<Track> read(Path path) throws IOException {
        String name = path.toString();
        if (!Files.exists(path)) {
            throw new Refusal(path + " does not exist: " + expected());
        }
        if (Files.isDirectory(path)) {
            return RunTracks.read(ReportedRun.training(path), task, seed);
        }
        if (name.endsWith(".json")) {
            return List.of(RolloutTracks.read(path));
        }
        if (DatasetFiles.named(path)) {
            return List.of(DatasetTracks.read(path, episode));
        }
        if (name.endsWith(".onnx") || name.endsWith(".pt") || name.endsWith(".pth")) {
            return List.of(RunTracks.guest(path, environment, task, seed));
        }
        throw new Refusal(path + " cannot be replayed: " + expected());
    }

    private static String expected() {
        return "expected a rollout file (.json), a dataset (.h5), a policy (.onnx, .pt) or the directory of a run. Make a run: ./merpo quickstart";
    }
}
