package merpo.datagen.rollout;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.VectorEnvironment;
import merpo.envs.task.Task;

/** Plays one episode in the real environment and records it, up to its first flag. */
public final class Player {
    private Player() {}

    /** Chooses actions until it has no more. */
    @FunctionalInterface
    public interface Actions {
        /**
         * @param step from 0
         * @param observation [obs], live
         * @return [act], or empty to stop
         */
        Optional<double[]> choose(int step, double[] observation);
    }

    /**
     * Plays from a state of the caller's.
     *
     * @param start puts simulation 0 into its first state
     */
    public static PlayedSteps play(
            EnvironmentDefinition definition,
            Task task,
            Consumer<VectorEnvironment> start,
            Actions actions) {
        PlayedSteps recording = new PlayedSteps();
        try (VectorEnvironment environment = VectorEnvironment.open(definition, List.of(task), 1)) {
            start.accept(environment);
            for (int step = 0; recording.ending().isEmpty(); step++) {
                Optional<double[]> action = actions.choose(step, environment.observations());
                if (action.isEmpty()) {
                    recording.arrive(environment.positions().clone());
                    return recording;
                }
                double[] before = environment.positions().clone();
                environment.step(action.get());
                recording.step(before, environment.rewards()[0]);
                recording.end(ending(environment));
            }
            if (!environment.diverged()[0]) {
                recording.arrive(environment.successorPositions().clone());
            }
            return recording;
        }
    }

    /** Points whose observation is their position: the true successor says where they ended. */
    public static boolean observesItsPosition(EnvironmentDefinition definition) {
        return definition.dynamics() instanceof Dynamics.Planar
                && definition.observationSize() == 2;
    }

    private static String ending(VectorEnvironment environment) {
        if (environment.diverged()[0]) {
            return "physics diverged";
        }
        return ending(environment.terminated()[0], environment.truncated()[0]);
    }

    /** A flag in words, empty where there is none. */
    public static String ending(boolean terminated, boolean truncated) {
        String[] words = {terminated ? "terminated" : "", truncated ? "truncated" : ""};
        return String.join(" and ", Arrays.stream(words).filter(word -> !word.isEmpty()).toList());
    }
}
