package merpo.agents.rac;

import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Policy;
import merpo.datagen.settings.Setting;

/**
 * How large networks and batches are: what a small scale changes and the paper's tables do not.
 *
 * @param hiddenLayers of actor and critics
 * @param width units of each hidden layer
 * @param batch transitions per task and step, real and imagined together
 */
public record Sizes(int hiddenLayers, int width, int batch) {
    public Sizes {
        atLeast("hiddenLayers", hiddenLayers, 1);
        atLeast("width", width, 1);
        atLeast("batch", batch, 2); // one real, one imagined row
    }

    private static void atLeast(String name, int value, int least) {
        Setting.require("Sizes." + name, value, value >= least, "at least " + least);
    }

    /** The actor's shape at these sizes. */
    public Policy policy(int observationSize, int actionSize) {
        return new Policy(observationSize, actionSize, hiddenLayers, width);
    }

    /** The critics' shape at these sizes. */
    public Critic critic(int observationSize, int actionSize) {
        return Critic.twin(observationSize, actionSize, hiddenLayers, width);
    }

    /** MerPO A.2.2: 5 layers of 300 units, batches of 256. */
    public static Sizes merpo() {
        return new Sizes(5, 300, 256);
    }

    /** MerPO's RAC on single tasks: 4 layers of 256 units. */
    public static Sizes rac() {
        return new Sizes(4, 256, 256);
    }

    /** CQL and COMBO: 3 layers of 256 units, as in their codes. */
    public static Sizes combo() {
        return new Sizes(3, 256, 256);
    }
}
