package merpo.datagen.dataset;

import java.util.List;
import java.util.Optional;

/**
 * The environment that made the rows, as a dataset file names it.
 *
 * @param id registered name
 * @param version of the environment's definition
 * @param argumentsJson its settings as canonical JSON, "{}" for none
 * @param maxEpisodeSteps time limit in environment steps, at least 1
 * @param actionLow [act] raw actuator bounds before normalization; empty if unknown
 * @param actionHigh [act]
 * @param simulator the physics engine; absent where there is none (point robots)
 */
public record EnvironmentSource(
        String id,
        String version,
        String argumentsJson,
        long maxEpisodeSteps,
        List<Double> actionLow,
        List<Double> actionHigh,
        Optional<Simulator> simulator) {

    /**
     * The physics engine and its model.
     *
     * @param modelSha256 of the compiled model
     * @param mujocoVersion for instance "3.17.0"
     * @param frameSkip physics steps per environment step
     * @param timestep of the physics, s
     */
    public record Simulator(
            String modelSha256, String mujocoVersion, long frameSkip, double timestep) {}

    public EnvironmentSource {
        actionLow = List.copyOf(actionLow);
        actionHigh = List.copyOf(actionHigh);
        if (maxEpisodeSteps < 1) {
            throw new IllegalArgumentException(
                    "EnvironmentSource.maxEpisodeSteps is "
                            + maxEpisodeSteps
                            + ", must be at least 1");
        }
    }

    void describe(AttributesBuilder to) {
        to.text("env_id", id)
                .text("env_version", version)
                .text("env_kwargs_json", argumentsJson)
                .whole("max_episode_steps", maxEpisodeSteps)
                .reals("action_low", actionLow)
                .reals("action_high", actionHigh);
        simulator.ifPresent(
                s ->
                        to.text("model_sha256", s.modelSha256())
                                .text("mujoco_version", s.mujocoVersion())
                                .whole("frame_skip", s.frameSkip())
                                .real("timestep", s.timestep()));
    }

    static EnvironmentSource from(Attributes from) {
        Optional<Simulator> simulator =
                from.has("mujoco_version")
                        ? Optional.of(
                                new Simulator(
                                        from.text("model_sha256"),
                                        from.text("mujoco_version"),
                                        from.whole("frame_skip"),
                                        from.real("timestep")))
                        : Optional.empty();
        return new EnvironmentSource(
                from.text("env_id"),
                from.text("env_version"),
                from.text("env_kwargs_json"),
                from.whole("max_episode_steps"),
                from.has("action_low") ? from.reals("action_low") : List.of(),
                from.has("action_high") ? from.reals("action_high") : List.of(),
                simulator);
    }
}
