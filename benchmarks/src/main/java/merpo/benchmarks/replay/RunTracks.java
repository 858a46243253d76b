package merpo.benchmarks.replay;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import merpo.agents.portable.GuestPolicy;
import merpo.agents.training.ActorFile;
import merpo.agents.training.TrainedLearner;
import merpo.benchmarks.figure.MethodLook;
import merpo.benchmarks.figure.PolicyLook;
import merpo.datagen.nn.TensorEngine;
import merpo.datagen.rollout.PlayedSteps;
import merpo.datagen.rollout.Player;
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
            String method = ActorFile.algorithm(TrainedLearner.policies(run).get(0));
            List<ActorFile> files = new ArrayList<>();
            for (Path file : TrainedLearner.policies(run)) {
                files.add(ActorFile.read(file, manager));
            }
            files.sort(Comparator.comparingInt(file -> PolicyLook.order(file.name())));
            for (ActorFile file : files) {
                EnvironmentDefinition definition = Environments.named(file.environment());
                int row = row(run, file.tasks(), task);
                tracks.add(
                        Scenes.track(
                                PolicyLook.label(file.name()),
                                MethodLook.hex(MethodLook.color(method, file.name())),
                                definition,
                                file.tasks().get(row),
                                play(
                                        definition,
                                        file.tasks().get(row),
                                        observation -> file.act(row, observation),
                                        seed)));
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

    /** The track of a policy that was exported, or that somebody else trained. */
    static Track guest(Path file, String environment, OptionalInt task, long seed)
            throws IOException {
        try (GuestPolicy guest = GuestPolicy.open(file, environment, task)) {
            Task first = guest.tasks().get(0);
            return Scenes.track(
                    file.getFileName().toString(),
                    MethodLook.hex(MethodLook.color("guest")),
                    guest.environment(),
                    first,
                    play(guest.environment(), first, guest::actFirst, seed));
        }
    }

    private static PlayedSteps play(
            EnvironmentDefinition definition, Task task, UnaryOperator<float[]> acts, long seed) {
        return Player.play(
                definition,
                task,
                environment -> environment.reset(seed),
                (step, observation) ->
                        Optional.of(
                                PolicyRollout.doubles(
                                        acts.apply(PolicyRollout.floats(observation)))));
    }
}
