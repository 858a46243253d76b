package merpo.agents.generative;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import merpo.datagen.nn.Mlp;

/**
 * The shape of a conditional variational autoencoder of actions.
 *
 * @param encoder from (s, a, z) to mean and log deviation of a latent
 * @param decoder from (s, latent, z) to an action
 */
public record GaussianVae(Mlp encoder, ActionNetwork decoder) {

    /** Entries of a latent. */
    public int latent() {
        return encoder.outputs() / 2;
    }

    /** The latents behind some actions [T, B, act]. */
    LatentGaussian encode(Condition where, NDArray action, NDList parameters) {
        return LatentGaussian.of(encoder.forward(where.input(action), parameters).squeeze(1));
    }

    /**
     * {@code mean |decoded - a|^2}, over rows and entries of the action, [T].
     *
     * @param latent [T, B, latent]
     * @param parameters of the decoder
     */
    NDArray reconstruction(Condition where, NDArray latent, NDArray action, NDList parameters) {
        return decoder.at(where, latent, parameters)
                .sub(action)
                .square()
                .mean(new int[] {2})
                .mean(new int[] {1});
    }
}
