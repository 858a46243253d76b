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
 * Where tracks come from: a rollout file, a dataset, or the directory of a training, a quickstart
 * or an adaptation.
 *
 * @param episode of a dataset, from 0
 * @param task index of a run's test task; empty for the first
 * @param seed of the start state in which a run's policies are played
 */
public record TrackSources(int episode, OptionalInt task, long seed) {

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
        throw new Refusal(path + " cannot be replayed: " + expected());
    }

    private static String expected() {
        return "expected a rollout file (.json), a dataset (.h5) or the directory of a run. Make a run: ./merpo quickstart";
    }
}
