package merpo.benchmarks.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import merpo.datagen.rollout.PlayedSteps;
import merpo.datagen.rollout.Player;
import merpo.datagen.run.Refusal;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.rollout.RolloutCase;
import merpo.envs.rollout.RolloutFile;

/** Tracks of rollout files: start state, task and actions as JSON, played again in our physics. */
final class RolloutTracks {
    private RolloutTracks() {}

    static Track read(Path file) throws IOException {
        RolloutCase given = RolloutFile.read(file).given();
        EnvironmentDefinition definition = Environments.named(given.id());
        double[][] actions = given.actions();
        try {
            PlayedSteps recording =
                    Player.play(
                            definition,
                            given.task(),
                            environment -> environment.setState(0, given.qpos(), given.qvel()),
                            (step, observation) ->
                                    step < actions.length
                                            ? Optional.of(actions[step])
                                            : Optional.empty());
            return Scenes.track(name(file), "", definition, given.task(), recording);
        } catch (IllegalArgumentException e) {
            throw new Refusal(file + ": " + e.getMessage(), e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.json$", "");
    }
}
