package merpo.agents.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;

/** Losses that draw embeddings of one task together and those of different tasks apart. */
public final class MetricLosses {
    private static final double NEAR = 1e-3; // epsilon of FOCAL's code
    private static final double APART = 100 * NEAR;

    private MetricLosses() {}

    /**
     * FOCAL's inverse-square distance loss: with {@code m} the mean over dimensions of {@code (z_i
     * - z_j)^2}, the mean of {@code sqrt(m + 1e-3)} over pairs of one task plus the mean of {@code
     * 1 / (m + 0.1)} over pairs of different tasks. A mean over no pair is 0: 1e-3 is added to
     * either number of pairs.
     *
     * @param z [N, latent]
     * @param same whether the pairs (0, 1), (0, 2), ... (1, 2), ... are of one task, [N (N - 1) /
     *     2]
     * @return [1]
     */
    public static NDArray inverseSquare(NDArray z, boolean[] same) {
        int n = (int) z.getShape().get(0);
        if (same.length != n * (n - 1) / 2) {
            throw new IllegalArgumentException(
                    "%d pairs of %d embeddings, there are %d"
                            .formatted(same.length, n, n * (n - 1) / 2));
        }
        NDManager scratch = z.getManager();
        NDArray distance =
                z.expandDims(0).sub(z.expandDims(1)).square().mean(new int[] {2}); // [N, N]
        NDArray drawn = distance.add(NEAR).sqrt().mul(weights(scratch, n, same, true));
        NDArray one = scratch.create(1f);
        NDArray pushed = one.div(distance.add(APART)).mul(weights(scratch, n, same, false));
        return drawn.add(pushed).sum().reshape(1);
    }

    /**
     * MBML's triplet loss: the mean over pairs of {@code max(0, near - far + margin)}. It is the
     * margin itself where nothing has parted yet.
     *
     * @param near distance of anchor and positive, [P]
     * @param far distance of anchor and negative, [P]
     * @param counted 1 for a pair that counts, else 0; one counts at least, [P]
     * @return [1]
     */
    public static NDArray triplet(NDArray near, NDArray far, NDArray counted, double margin) {
        NDArray missing = Activation.relu(near.sub(far).add(margin));
        return missing.mul(counted).sum().div(counted.sum()).reshape(1);
    }

    /** The share of each pair i before j in the mean over those of a kind, else 0, [N, N]. */
    private static NDArray weights(NDManager scratch, int n, boolean[] same, boolean kind) {
        int count = 0;
        for (boolean pair : same) {
            count += pair == kind ? 1 : 0;
        }
        float[] weights = new float[n * n];
        int pair = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                weights[i * n + j] = same[pair++] == kind ? (float) (1 / (count + NEAR)) : 0;
            }
        }
        return scratch.create(weights, new Shape(n, n));
    }
}
