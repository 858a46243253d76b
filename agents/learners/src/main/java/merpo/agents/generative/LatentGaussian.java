package merpo.agents.generative;

import ai.djl.ndarray.NDArray;
import merpo.datagen.nn.Scaling;

/**
 * What a VAE's encoder says of the latent behind an action: N(mean, exp(logDeviation)^2), entry by
 * entry.
 *
 * @param mean [T, B, latent]
 * @param logDeviation within [{@value #LEAST}, {@value #LARGEST}], outside of which the network
 *     takes no gradient; [T, B, latent]
 */
public record LatentGaussian(NDArray mean, NDArray logDeviation) {
    public static final float LEAST = -4;
    public static final float LARGEST = 15;

    /**
     * @param head means, then log deviations that may lie anywhere, [T, B, 2 latent]
     */
    static LatentGaussian of(NDArray head) {
        long latent = head.getShape().get(2) / 2;
        return new LatentGaussian(
                head.get("..., :{}", latent), head.get("..., {}:", latent).clip(LEAST, LARGEST));
    }

    /**
     * A reparameterised draw, of any size: only latents that are made up are kept small.
     *
     * @param noise N(0, 1), [T, B, latent]
     */
    NDArray sample(NDArray noise) {
        return mean.add(logDeviation.exp().mul(noise));
    }

    /** {@code KL(this || N(0, I))}, the mean over rows and entries of the latent, [T]. */
    NDArray klToPrior() {
        NDArray logVariance = Scaling.by(2, logDeviation);
        NDArray twice = logVariance.exp().add(mean.square()).sub(1).sub(logVariance);
        return Scaling.by(0.5, twice.mean(new int[] {2}).mean(new int[] {1}));
    }
}
