package merpo.agents.rac;

import merpo.datagen.nn.Policy;
import merpo.datagen.nn.TwinCritic;
import merpo.datagen.settings.Setting;

/**
 * How large networks and batches are: what a small scale changes and the paper's tables do not.
 *
 * @param hiddenLayers of actor and critics
 * @param width units of each hidden layer
 * @param batch transitions per task and step, real and imagined together
 * @param rolloutRows states per task from which the model is rolled out before every step
 * @param imaginedCapacity imagined transitions kept per task, first in, first out
 */
public record Sizes(int hiddenLayers, int width, int batch, int rolloutRows, int imaginedCapacity) {
    public Sizes {
        atLeast("hiddenLayers", hiddenLayers, 1);
        atLeast("width", width, 1);
        atLeast("batch", batch, 2); // one real, one imagined row
        atLeast("rolloutRows", rolloutRows, 1);
        atLeast("imaginedCapacity", imaginedCapacity, 1);
    }

    private static void atLeast(String name, int value, int least) {
        Setting.require("Sizes." + name, value, value >= least, "at least " + least);
    }

    /** The actor's shape at these sizes. */
    public Policy policy(int observationSize, int actionSize) {
        return new Policy(observationSize, actionSize, hiddenLayers, width);
    }

    /** The critics' shape at these sizes. */
    public TwinCritic critic(int observationSize, int actionSize) {
        return new TwinCritic(observationSize, actionSize, hiddenLayers, width);
    }

    /** MerPO A.2.2: 5 layers of 300 units, batches of 256; rollouts as in A6. */
    public static Sizes paper() {
        return new Sizes(5, 300, 256, 256, 20_000);
    }
}
