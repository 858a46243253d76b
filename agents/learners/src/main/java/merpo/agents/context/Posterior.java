package merpo.agents.context;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import merpo.datagen.nn.Scaling;

/**
 * What contexts say about their tasks: a Gaussian with independent entries for each, {@code N(mean,
 * variance)}.
 *
 * @param mean [N, latent]
 * @param variance positive, [N, latent]
 */
public record Posterior(NDArray mean, NDArray variance) {
    /** A transition says no more than this: smaller variances are cut, and take no gradient. */
    public static final float LEAST_VARIANCE = 1e-7f;

    /**
     * The product of a Gaussian factor for each transition (PEARL, Eq. 1 with Gaussian factors):
     * precisions add up, and the mean weighs theirs by them. Every transition narrows it.
     *
     * @param factors means, then what softplus makes variances of, [N, C, 2 latent]
     */
    static Posterior product(NDArray factors) {
        return product(factors, factors.getManager().create(1f));
    }

    /**
     * The same of some of the transitions.
     *
     * @param weights 1 for a transition that counts, else 0, one that counts at least in each
     *     context, [N, C, 1]
     */
    public static Posterior product(NDArray factors, NDArray weights) {
        long latent = factors.getShape().get(2) / 2;
        NDArray means = factors.get("..., :{}", latent);
        NDArray variances =
                Activation.softPlus(factors.get("..., {}:", latent))
                        .clip(LEAST_VARIANCE, Float.MAX_VALUE);
        NDArray precisions = weights.div(variances); // [N, C, latent]
        NDArray one = factors.getManager().create(1f);
        NDArray variance = one.div(precisions.sum(new int[] {1}));
        NDArray mean = variance.mul(precisions.mul(means).sum(new int[] {1}));
        return new Posterior(mean, variance);
    }

    /**
     * A reparameterised draw, [N, latent].
     *
     * @param noise N(0, 1), [N, latent]
     */
    public NDArray sample(NDArray noise) {
        return mean.add(variance.sqrt().mul(noise));
    }

    /** {@code KL(this || N(0, I))} of each, summed over entries, [N]. */
    public NDArray klToPrior() {
        NDArray twice = variance.add(mean.square()).sub(1).sub(variance.log());
        return Scaling.by(0.5, twice).sum(new int[] {1});
    }

    /** {@code KL(this || other)} of each pair, summed over entries, [N]. */
    public NDArray klTo(Posterior other) {
        NDArray far = mean.sub(other.mean).square().add(variance).div(other.variance);
        NDArray twice = far.sub(1).add(other.variance.log()).sub(variance.log());
        return Scaling.by(0.5, twice).sum(new int[] {1});
    }
}
