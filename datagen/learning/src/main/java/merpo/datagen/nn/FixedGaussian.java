package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/**
 * The distribution {@code N(mean, deviation^2)} of every entry of an action, whatever the state:
 * MACAW's policy. Its draws may leave [-1, 1]; its mean does not.
 *
 * @param mean [T, B, act]
 * @param deviation positive, MACAW's is 0.2
 */
public record FixedGaussian(NDArray mean, double deviation) {
    public FixedGaussian {
        if (!(deviation > 0 && Double.isFinite(deviation))) {
            throw new IllegalArgumentException(
                    "FixedGaussian.deviation is " + deviation + ", must be positive and finite");
        }
    }

    /**
     * @param head output of a policy network, [T, 1, B, act]; its tanh is the mean
     */
    public static FixedGaussian of(NDArray head, double deviation) {
        return new FixedGaussian(Activation.tanh(head.squeeze(1)), deviation);
    }

    /**
     * Log density, summed over an action's entries, [T, B].
     *
     * @param action [T, B, act]
     */
    public NDArray logProb(NDArray action) {
        Shapes.require("action", action, mean.getShape().getShape());
        float constant = (float) Math.log(deviation) + SquashedGaussian.HALF_LOG_TWO_PI;
        NDArray z = Scaling.by(1 / deviation, action.sub(mean));
        return Scaling.by(-0.5, z.square()).sub(constant).sum(new int[] {2});
    }
}
