package merpo.benchmarks.replay;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import merpo.benchmarks.experiment.stage.KeptPolicies;
import merpo.benchmarks.figure.Policy;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.rollout.Actor;
import merpo.datagen.rollout.PolicyRollout;

/**
 * Tracks of a finished run: its policies on one test task, deterministic and from the same start
 * state, so that they differ by what they do.
 */
final class RunTracks {
    private RunTracks() {}

    /**
     * @param task index of a test task; empty for the first
     * @param seed of the start state
     */
    static List<Track> read(Path run, OptionalInt task, long seed) throws IOException {
        KeptPolicies kept = KeptPolicies.read(run, task);
        List<Track> tracks = new ArrayList<>();
        for (KeptPolicies.Kept one : kept.policies()) {
            tracks.add(
                    Scenes.track(
                            Policy.label(one.name()),
                            Policy.hex(one.name()),
                            kept.definition(),
                            kept.task(),
                            play(kept, one, seed)));
        }
        return tracks;
    }

    private static Recording play(KeptPolicies kept, KeptPolicies.Kept one, long seed) {
        try (NDManager manager = NDManager.newBaseManager();
                ParameterStack parameters =
                        ParameterStack.of(
                                manager, one.parameters(), one.policy().network().blocks(1))) {
            Actor actor = Actor.deterministic(one.policy(), parameters);
            return Player.play(
                    kept.definition(),
                    kept.task(),
                    environment -> environment.reset(seed),
                    (step, observation) ->
                            Optional.of(
                                    PolicyRollout.doubles(
                                            actor.act(PolicyRollout.floats(observation))
                                                    .actions())));
        }
    }
}
