package merpo.datagen.sac;

import merpo.datagen.settings.Setting;

/**
 * Settings of soft actor-critic.
 *
 * @param hiddenLayers of actor and critics
 * @param width units of each hidden layer
 * @param learningRate of the actor
 * @param criticLearningRate of critics and temperature
 * @param discount in (0, 1)
 * @param polyak rate at which target critics follow, in (0, 1]
 * @param batch transitions per task and update
 * @param initialTemperature weight of the entropy at the start
 * @param simulations of each task, stepped together
 * @param updates per step of these simulations
 * @param uniformSteps environment steps of uniform actions before the first update
 * @param steps environment steps of the whole training, per task
 * @param checkpointEvery environment steps between two checkpoints
 * @param earlyCheckpointEvery the same in the first tenth of the training, where returns rise
 *     fastest
 * @param snapshotEvery environment steps between two states from which a killed training goes on;
 *     there all episodes start anew and all generators are made anew from the seed
 * @param evaluationEpisodes stochastic episodes per task at each checkpoint
 */
public record SacConfig(
        int hiddenLayers,
        int width,
        double learningRate,
        double criticLearningRate,
        double discount,
        double polyak,
        int batch,
        double initialTemperature,
        int simulations,
        int updates,
        int uniformSteps,
        int steps,
        int checkpointEvery,
        int earlyCheckpointEvery,
        int snapshotEvery,
        int evaluationEpisodes) {

    public SacConfig {
        Setting.require("SacConfig.hiddenLayers", hiddenLayers, hiddenLayers >= 1, "at least 1");
        Setting.require("SacConfig.width", width, width >= 1, "at least 1");
        Setting.require("SacConfig.learningRate", learningRate, learningRate > 0, "positive");
        Setting.require(
                "SacConfig.criticLearningRate",
                criticLearningRate,
                criticLearningRate > 0,
                "positive");
        Setting.require("SacConfig.discount", discount, discount > 0 && discount < 1, "in (0, 1)");
        Setting.require("SacConfig.polyak", polyak, polyak > 0 && polyak <= 1, "in (0, 1]");
        Setting.require("SacConfig.batch", batch, batch >= 1, "at least 1");
        Setting.require(
                "SacConfig.initialTemperature",
                initialTemperature,
                initialTemperature > 0,
                "positive");
        Setting.require(
                "SacConfig.uniformSteps",
                uniformSteps,
                uniformSteps >= 1,
                "at least 1: updates need data");
        Setting.require("SacConfig.steps", steps, steps > uniformSteps, "above uniformSteps");
        Setting.require("SacConfig.simulations", simulations, simulations >= 1, "at least 1");
        Setting.require("SacConfig.updates", updates, updates >= 1, "at least 1");
        requireMultiple("steps", steps, simulations);
        requireMultiple("checkpointEvery", checkpointEvery, simulations);
        requireMultiple("earlyCheckpointEvery", earlyCheckpointEvery, simulations);
        requireMultiple("snapshotEvery", snapshotEvery, simulations);
        Setting.require(
                "SacConfig.evaluationEpisodes",
                evaluationEpisodes,
                evaluationEpisodes >= 1,
                "at least 1");
    }

    /** Whether a checkpoint is due after this many environment steps. */
    public boolean isCheckpoint(int step) {
        int every = step <= steps / 10 ? earlyCheckpointEvery : checkpointEvery;
        return step % every == 0 || step == steps;
    }

    private static void requireMultiple(String name, int value, int simulations) {
        Setting.require(
                "SacConfig." + name,
                value,
                value >= 1 && value % simulations == 0,
                "a positive multiple of simulations, " + simulations);
    }
}
