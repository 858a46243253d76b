package merpo.agents.dynamics;

import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.settings.Setting;

/**
 * Settings of an ensemble that learns one task from its dataset alone, from random weights
 * (PAPERS.md, "Ensembles").
 *
 * @param hiddenLayers of each member
 * @param width units of each hidden layer
 * @param members size of the ensemble
 * @param elites members kept after the holdout has ranked them
 * @param batch transitions per member and step
 * @param learningRate of Adam
 * @param improvement share by which a member's held-out error must fall to count as better
 * @param patience epochs in a row without any better member after which a task's training stops
 * @param maxSteps largest number of gradient steps; {@link #UNLIMITED} leaves the end to patience
 */
public record EnsembleConfig(
        int hiddenLayers,
        int width,
        int members,
        int elites,
        int batch,
        double learningRate,
        double improvement,
        int patience,
        int maxSteps) {
    /** No limit to the number of steps. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    public EnsembleConfig {
        Setting.require(
                "EnsembleConfig.hiddenLayers", hiddenLayers, hiddenLayers >= 1, "at least 1");
        Setting.require("EnsembleConfig.width", width, width >= 1, "at least 1");
        Setting.require("EnsembleConfig.members", members, members >= 1, "at least 1");
        Setting.require(
                "EnsembleConfig.elites",
                elites,
                elites >= 1 && elites <= members,
                "between 1 and members");
        Setting.require("EnsembleConfig.batch", batch, batch >= 1, "at least 1");
        Setting.require(
                "EnsembleConfig.learningRate",
                learningRate,
                learningRate > 0 && learningRate <= 1,
                "in (0, 1]");
        Setting.require(
                "EnsembleConfig.improvement",
                improvement,
                improvement >= 0 && improvement < 1,
                "in [0, 1)");
        Setting.require("EnsembleConfig.patience", patience, patience >= 1, "at least 1");
        Setting.require("EnsembleConfig.maxSteps", maxSteps, maxSteps >= 1, "at least 1");
    }

    /** COMBO's: 4 layers of 200, 1 % within 5 epochs, as long as that takes. */
    public static EnsembleConfig combo() {
        return new EnsembleConfig(4, 200, 7, 5, 256, 1e-3, 0.01, 5, UNLIMITED);
    }

    /** The sizes of the MerPO paper (A.2.1), 4 layers of 256; the rest is COMBO's. */
    public static EnsembleConfig paper() {
        return new EnsembleConfig(4, 256, 7, 5, 256, 1e-3, 0.01, 5, UNLIMITED);
    }

    /** What a scale changes: the size of the members and the number of steps. */
    public EnsembleConfig withScale(int width, int patience, int maxSteps) {
        return new EnsembleConfig(
                hiddenLayers,
                width,
                members,
                elites,
                batch,
                learningRate,
                improvement,
                patience,
                maxSteps);
    }

    DynamicsNetwork network(ReplayBuffer any) {
        return new DynamicsNetwork(
                any.observationSize(), any.actionSize(), hiddenLayers, width, members);
    }
}
