package merpo.agents.generative;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import merpo.datagen.nn.Scaling;

/**
 * The shape of what proposes actions: a decoder, whose answer a second network may change a little.
 *
 * @param decoder of (s, latent, z)
 * @param perturbation of (s, action, z)
 */
public record GenerativePolicy(ActionNetwork decoder, ActionNetwork perturbation) {

    /** Decoded actions [T, B, act] at latents from {@code noise} N(0, 1), which is clipped here. */
    public NDArray decode(Condition where, NDArray noise, Proposal how, NDList decoder) {
        float limit = (float) how.latentLimit();
        return decoder().at(where, noise.clip(-limit, limit), decoder);
    }

    /**
     * {@code clip(b + perturbation tanh(xi(s, b, z)), -1, 1)}; where it is clipped xi takes no
     * gradient.
     *
     * @param decoded b, [T, B, act]
     * @return [T, B, act]
     */
    public NDArray perturb(Condition where, NDArray decoded, Proposal how, NDList perturbation) {
        NDArray change = perturbation().at(where, decoded, perturbation);
        return decoded.add(Scaling.by(how.perturbation(), change)).clip(-1, 1);
    }
}
