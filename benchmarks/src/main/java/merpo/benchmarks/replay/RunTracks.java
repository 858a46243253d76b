package merpo.benchmarks.replay;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import merpo.agents.KeepableActor;
import merpo.agents.training.ActorFile;
import merpo.benchmarks.figure.PolicyLook;
import merpo.datagen.nn.TensorEngine;
import merpo.datagen.rollout.PolicyRollout;
import merpo.datagen.run.Refusal;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.task.Task;

/**
 * Tracks of a finished training or adaptation: its policies on one test task, deterministic and
 * from the same start state, so that they differ by what they do.
 */
final class RunTracks {
    private RunTracks() {}

    /**
     * @param task index of a test task; empty for the first
     * @param seed of the start state
     */
    static List<Track> read(Path run, OptionalInt task, long seed) throws IOException {
        List<Track> tracks = new ArrayList<>();
        try (NDManager manager = TensorEngine.manager()) {
            List<ActorFile> files = new ArrayList<>();
            for (Path file : ActorFile.files(run)) {
                files.add(ActorFile.read(file, manager));
            }
            files.sort(Comparator.comparingInt(file -> PolicyLook.order(file.name())));
            for (ActorFile file : files) {
                EnvironmentDefinition definition = Environments.named(file.environment());
                int row = row(run, file.tasks(), task);
                tracks.add(
                        Scenes.track(
                                PolicyLook.label(file.name()),
                                PolicyLook.hex(file.name()),
                                definition,
                                file.tasks().get(row),
                                play(definition, file, row, seed)));
            }
        }
        return tracks;
    }

    private static int row(Path run, List<Task> tasks, OptionalInt wanted) {
        if (wanted.isEmpty()) {
            return 0;
        }
        for (int row = 0; row < tasks.size(); row++) {
            if (tasks.get(row).index() == wanted.getAsInt()) {
                return row;
            }
        }
        throw new Refusal(
                "--task is %d, but %s was tried on %s. Choose one of them"
                        .formatted(
                                wanted.getAsInt(),
                                run,
                                tasks.stream()
                                        .map(task -> "" + task.index())
                                        .distinct()
                                        .collect(Collectors.joining(", "))));
    }

    private static PlayedSteps play(
            EnvironmentDefinition definition, ActorFile file, int row, long seed) {
        return Player.play(
                definition,
                file.tasks().get(row),
                environment -> environment.reset(seed),
                (step, observation) ->
                        Optional.of(PolicyRollout.doubles(act(file.actor(), row, observation))));
    }

    /** The action for one task, of an actor that acts for all of them at a time. */
    private static float[] act(KeepableActor actor, int row, double[] observation) {
        float[] own = PolicyRollout.floats(observation);
        float[] all = new float[own.length * actor.tasks()];
        for (int at = 0; at < all.length; at += own.length) {
            System.arraycopy(own, 0, all, at, own.length);
        }
        float[] actions = actor.act(all).actions();
        int size = actions.length / actor.tasks();
        return Arrays.copyOfRange(actions, row * size, (row + 1) * size);
    }
}
