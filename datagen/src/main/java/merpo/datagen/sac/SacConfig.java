package merpo.datagen.sac;

/**
 * Settings of soft actor-critic.
 *
 * @param hiddenLayers of actor and critics
 * @param width units of each hidden layer
 * @param learningRate of actor, critics and temperature
 * @param discount in (0, 1)
 * @param polyak rate at which target critics follow, in (0, 1]
 * @param batch transitions per task and update
 * @param initialTemperature weight of the entropy at the start
 * @param uniformSteps environment steps of uniform actions before the first update
 * @param steps environment steps of the whole training, per task
 * @param checkpointEvery environment steps between two checkpoints
 * @param evaluationEpisodes stochastic episodes per task at each checkpoint
 */
public record SacConfig(
        int hiddenLayers,
        int width,
        double learningRate,
        double discount,
        double polyak,
        int batch,
        double initialTemperature,
        int uniformSteps,
        int steps,
        int checkpointEvery,
        int evaluationEpisodes) {

    public SacConfig {
        require("hiddenLayers", hiddenLayers, hiddenLayers >= 1, "at least 1");
        require("width", width, width >= 1, "at least 1");
        require("learningRate", learningRate, learningRate > 0, "positive");
        require("discount", discount, discount > 0 && discount < 1, "in (0, 1)");
        require("polyak", polyak, polyak > 0 && polyak <= 1, "in (0, 1]");
        require("batch", batch, batch >= 1, "at least 1");
        require("initialTemperature", initialTemperature, initialTemperature > 0, "positive");
        require("uniformSteps", uniformSteps, uniformSteps >= 1, "at least 1: updates need data");
        require("steps", steps, steps > uniformSteps, "above uniformSteps");
        require("checkpointEvery", checkpointEvery, checkpointEvery >= 1, "at least 1");
        require("evaluationEpisodes", evaluationEpisodes, evaluationEpisodes >= 1, "at least 1");
    }

    private static void require(String name, double value, boolean holds, String law) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "SacConfig.%s is %s, must be %s".formatted(name, value, law));
        }
    }
}
