package merpo.envs.rollout;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.storage.AtomicFile;

/**
 * A rollout on disk, as JSON: {@code id}, {@code task}, {@code mujoco}, {@code horizon}, {@code
 * qpos}, {@code qvel}, {@code actions}, {@code observations}, {@code rewards}, {@code terminated},
 * {@code truncated}. Every float64 reads back exactly.
 *
 * @param path where it was read
 * @param given what is to be played
 * @param horizon steps until the time runs out, where the file says so
 * @param recorded what came of it elsewhere, where the file says so
 */
public record RolloutFile(
        Path path, RolloutCase given, OptionalInt horizon, Optional<Recording> recorded) {
    /** Reads and verifies a file; what is wrong with it is an error that says where. */
    public static RolloutFile read(Path path) throws IOException {
        return RolloutReader.read(path);
    }

    /**
     * Writes a case and what came of it, whole or not at all. Actions after the end are left out.
     */
    public static void write(Path path, RolloutCase given, Recording recording) throws IOException {
        AtomicFile.write(
                path,
                AtomicFile.Existing.REPLACE,
                RolloutText.of(given.first(recording.steps()), recording));
    }

    /** Writes a case that nobody has played, whole or not at all. */
    public static void write(Path path, RolloutCase given) throws IOException {
        AtomicFile.write(path, AtomicFile.Existing.REPLACE, RolloutText.of(given));
    }

    /** Plays the case here; what does not fit its environment is an error that names the file. */
    public Rollout play() {
        return inThisFile(this::playHere);
    }

    /** Plays the case here and compares with what was recorded. */
    public Parity parity() {
        return inThisFile(() -> Parity.between(requireRecording(), playHere().recording()));
    }

    private Rollout playHere() {
        requireHorizon(Environments.named(given.id()));
        return RolloutPlayer.play(given);
    }

    private <T> T inThisFile(Supplier<T> work) {
        try {
            return work.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ", " + e.getMessage(), e);
        }
    }

    private Recording requireRecording() {
        return recorded.orElseThrow(
                () ->
                        new IllegalArgumentException(
                                "no observations and rewards to compare with. Play it first: ./merpo envs rollout"));
    }

    private void requireHorizon(EnvironmentDefinition definition) {
        if (horizon.isPresent() && horizon.getAsInt() != definition.horizon()) {
            throw new IllegalArgumentException(
                    "\"horizon\": %d, %s has %d. Name another variant (./merpo envs), or leave the field out"
                            .formatted(horizon.getAsInt(), definition.id(), definition.horizon()));
        }
    }
}
