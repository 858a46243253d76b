package merpo.datagen.nn;

import merpo.datagen.settings.Setting;

/**
 * How large the networks and batches of an actor-critic are: what a small scale changes and the
 * papers' tables do not.
 *
 * @param hiddenLayers of actor and critics
 * @param width units of each hidden layer
 * @param batch transitions per task and step, real and imagined together
 */
public record Sizes(int hiddenLayers, int width, int batch) {
    public Sizes {
        atLeastOne("hiddenLayers", hiddenLayers);
        atLeastOne("width", width);
        atLeastOne("batch", batch);
    }

    private static void atLeastOne(String name, int value) {
        Setting.require("Sizes." + name, value, value >= 1, "at least 1");
    }

    /** The actor's shape at these sizes. */
    public Policy policy(int observationSize, int actionSize) {
        return new Policy(observationSize, actionSize, hiddenLayers, width);
    }

    /** The critics' shape at these sizes. */
    public Critic critic(int observationSize, int actionSize) {
        return Critic.twin(observationSize, actionSize, hiddenLayers, width);
    }
}
