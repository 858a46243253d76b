package merpo.agents.rac;

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
        require("hiddenLayers", hiddenLayers, 1, "");
        require("width", width, 1, "");
        require("batch", batch, 2, ": one real, one imagined row");
        require("rolloutRows", rolloutRows, 1, "");
        require("imaginedCapacity", imaginedCapacity, 1, "");
    }

    private static void require(String name, int value, int least, String reason) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "Sizes.%s is %d, must be at least %d%s".formatted(name, value, least, reason));
        }
    }

    /** MerPO A.2.2: 5 layers of 300 units, batches of 256; rollouts as in A6. */
    public static Sizes paper() {
        return new Sizes(5, 300, 256, 256, 20_000);
    }
}
