package merpo.benchmarks.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;

/** Rollout files written by hand. */
final class RolloutFiles {
    private RolloutFiles() {}

    /** A point that goes right at full speed in a wind of (0.01, 0) m per step. */
    static Path point(Path folder, String name, int steps) throws IOException {
        return write(
                folder,
                name,
                "Point-Robot-Wind",
                "{\"goal\": [1, 0], \"wind\": [0.01, 0]}",
                "[0, 0]",
                "[]",
                steps,
                "[1, 0]");
    }

    /** A cheetah that drops from its reference pose and does nothing. */
    static Path cheetah(Path folder, String name, int steps) throws IOException {
        String zeros = String.join(",", Collections.nCopies(9, "0"));
        return write(
                folder,
                name,
                "Half-Cheetah-Fwd-Back",
                "{\"direction\": -1}",
                "[" + zeros + "]",
                "[" + zeros + "]",
                steps,
                "[0, 0, 0, 0, 0, 0]");
    }

    private static Path write(
            Path folder,
            String name,
            String id,
            String task,
            String positions,
            String velocities,
            int steps,
            String action)
            throws IOException {
        String actions = String.join(",", Collections.nCopies(steps, action));
        return Files.writeString(
                folder.resolve(name),
                """
                {"id": "%s", "task": %s, "qpos": %s, "qvel": %s, "actions": [%s]}
                """
                        .formatted(id, task, positions, velocities, actions));
    }
}
