package merpo.agents.dynamics;

import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.settings.Setting;

/**
 * How large a dynamics ensemble is.
 *
 * @param hiddenLayers of each member
 * @param width units of each hidden layer
 * @param members size of the ensemble
 * @param elites members kept after the holdout has ranked them
 * @param batch transitions per member and step
 */
public record EnsembleSizes(int hiddenLayers, int width, int members, int elites, int batch) {
    public EnsembleSizes {
        require("hiddenLayers", hiddenLayers, hiddenLayers >= 1, "at least 1");
        require("width", width, width >= 1, "at least 1");
        require("members", members, members >= 1, "at least 1");
        require("elites", elites, elites >= 1 && elites <= members, "between 1 and members");
        require("batch", batch, batch >= 1, "at least 1");
    }

    private static void require(String name, int value, boolean holds, String law) {
        Setting.require("EnsembleSizes." + name, value, holds, law);
    }

    /** The ensemble's shape for such transitions. */
    DynamicsNetwork network(ReplayBuffer any) {
        return new DynamicsNetwork(
                any.observationSize(), any.actionSize(), hiddenLayers, width, members);
    }
}
