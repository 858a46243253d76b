package merpo.agents.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import merpo.datagen.nn.Mlp;

/**
 * The shape of an encoder: every transition of a context is read by one perceptron, and what it
 * says of them is pooled, so that neither order nor number of the transitions matters.
 *
 * @param transition from a transition to the numbers that are pooled
 */
public record ContextEncoder(Mlp transition) {

    /**
     * @param contextWidth numbers of a transition: s, a, r and, if asked for, s'
     * @param latent entries of an embedding
     */
    public static ContextEncoder of(int contextWidth, int hiddenLayers, int width, int latent) {
        return new ContextEncoder(
                new Mlp(contextWidth, hiddenLayers, width, latent, Mlp.Hidden.RELU));
    }

    /**
     * One that says of each transition a mean and a variance of every entry.
     *
     * @param latent entries of an embedding
     */
    public static ContextEncoder probabilistic(
            int contextWidth, int hiddenLayers, int width, int latent) {
        return of(contextWidth, hiddenLayers, width, 2 * latent);
    }

    /** What the perceptron says of each transition, [N, C, outputs], of a context [N, C, width]. */
    public NDArray factors(NDArray context, NDList parameters) {
        return transition.forward(context.expandDims(1), parameters).squeeze(1);
    }

    /**
     * The mean over transitions of {@code tanh}: FOCAL's deterministic embedding.
     *
     * @param context [N, C, width]
     * @param parameters of one encoder for all, [1, P]
     * @return [N, latent], within (-1, 1)
     */
    public NDArray mean(NDArray context, NDList parameters) {
        return Activation.tanh(factors(context, parameters)).mean(new int[] {1});
    }

    /**
     * The product of what is said of each transition: PEARL's probabilistic embedding.
     *
     * @param context [N, C, width]
     * @param parameters of one encoder for all, [1, P]
     * @return of N tasks
     */
    public Posterior posterior(NDArray context, NDList parameters) {
        return Posterior.product(factors(context, parameters));
    }
}
