package merpo.agents.dynamics;

import merpo.datagen.settings.Setting;

/**
 * Settings of an ensemble that learns one task from its dataset alone, from random weights
 * (PAPERS.md, "Ensembles").
 *
 * @param sizes of the ensemble
 * @param learningRate of Adam
 * @param improvement share by which a member's held-out error must fall to count as better
 * @param patience epochs in a row without any better member after which a task's training stops
 * @param maxSteps largest number of gradient steps; {@link #UNLIMITED} leaves the end to patience
 */
public record EnsembleConfig(
        EnsembleSizes sizes, double learningRate, double improvement, int patience, int maxSteps) {
    /** No limit to the number of steps. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    public EnsembleConfig {
        require("learningRate", learningRate, learningRate > 0 && learningRate <= 1, "in (0, 1]");
        require("improvement", improvement, improvement >= 0 && improvement < 1, "in [0, 1)");
        require("patience", patience, patience >= 1, "at least 1");
        require("maxSteps", maxSteps, maxSteps >= 1, "at least 1");
    }

    private static void require(String name, Number value, boolean holds, String law) {
        Setting.require("EnsembleConfig." + name, value, holds, law);
    }
}
