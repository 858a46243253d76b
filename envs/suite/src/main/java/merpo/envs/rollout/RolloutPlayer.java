package merpo.envs.rollout;

import java.util.Arrays;
import java.util.List;
import merpo.envs.Divergence;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;
import merpo.envs.VectorEnvironment;

/** Plays cases on one simulation, up to the first flag. */
public final class RolloutPlayer {
    private RolloutPlayer() {}

    /** Plays a case; what does not fit its environment is an error that names the field. */
    public static Rollout play(RolloutCase given) {
        EnvironmentDefinition definition = Environments.named(given.id());
        try (VectorEnvironment environment =
                VectorEnvironment.open(definition, List.of(given.task()), 1)) {
            require("qpos", given.qpos(), environment.positionSize(), definition);
            require("qvel", given.qvel(), environment.velocitySize(), definition);
            if (given.actions().length == 0) {
                throw new IllegalArgumentException(
                        "\"actions\": 0 rows, must be at least 1: one per step");
            }
            for (double[] action : given.actions()) {
                require("actions", action, definition.actionSize(), definition);
            }
            return play(given, environment);
        }
    }

    private static Rollout play(RolloutCase given, VectorEnvironment environment) {
        int most = given.actions().length;
        double[][] observations = new double[most + 1][];
        double[][] positions = new double[most + 1][];
        double[] rewards = new double[most];
        boolean[] terminated = new boolean[most];
        boolean[] truncated = new boolean[most];
        environment.setState(0, given.qpos(), given.qvel());
        observations[0] = environment.observations().clone();
        positions[0] = environment.positions().clone();
        int steps = 0;
        boolean over = false;
        while (steps < most && !over) {
            environment.step(given.actions()[steps]);
            rewards[steps] = environment.rewards()[0];
            terminated[steps] = environment.terminated()[0];
            truncated[steps] = environment.truncated()[0];
            over = terminated[steps] || truncated[steps];
            steps++;
            observations[steps] = environment.successors().clone();
            positions[steps] =
                    environment.diverged()[0]
                            ? positions[steps - 1].clone()
                            : environment.successorPositions().clone();
        }
        return new Rollout(
                new Recording(
                        Arrays.copyOf(observations, steps + 1),
                        Arrays.copyOf(rewards, steps),
                        Arrays.copyOf(terminated, steps),
                        Arrays.copyOf(truncated, steps)),
                Arrays.copyOf(positions, steps + 1),
                environment.divergence(0).map(Divergence::message).orElse(""));
    }

    private static void require(
            String field, double[] numbers, int expected, EnvironmentDefinition definition) {
        if (numbers.length != expected) {
            throw new IllegalArgumentException(
                    "\"%s\": %d numbers, %s has %d. Give exactly these"
                            .formatted(field, numbers.length, definition.id(), expected));
        }
        for (int k = 0; k < numbers.length; k++) {
            if (!Double.isFinite(numbers[k])) {
                throw new IllegalArgumentException(
                        "\"%s\"[%d] is %s, must be finite".formatted(field, k, numbers[k]));
            }
        }
    }
}
