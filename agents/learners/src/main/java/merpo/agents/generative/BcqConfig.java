package merpo.agents.generative;

import java.util.List;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Mlp;
import merpo.datagen.settings.Setting;

/**
 * What BCQ takes, with or without a task embedding.
 *
 * @param networks their sizes
 * @param rates of Adam
 * @param bootstrap of the critics
 * @param proposal of actions
 */
public record BcqConfig(Networks networks, Rates rates, Bootstrap bootstrap, Proposal proposal) {

    /**
     * Units of the hidden layers of each.
     *
     * @param perturbation the actor: what changes decoded actions
     * @param encoder of the VAE
     * @param decoder of the VAE
     * @param latentPerAction entries of a latent for each entry of an action
     */
    public record Networks(
            List<Integer> perturbation,
            List<Integer> critic,
            List<Integer> encoder,
            List<Integer> decoder,
            int latentPerAction) {
        public Networks {
            perturbation = hidden("networks.perturbation", perturbation);
            critic = hidden("networks.critic", critic);
            encoder = hidden("networks.encoder", encoder);
            decoder = hidden("networks.decoder", decoder);
            Setting.require(
                    "networks.latentPerAction",
                    latentPerAction,
                    latentPerAction >= 1,
                    "at least 1: a decoder without a latent has nothing to choose from");
        }

        private static List<Integer> hidden(String place, List<Integer> units) {
            if (units.isEmpty() || units.stream().anyMatch(layer -> layer < 1)) {
                throw new IllegalArgumentException(
                        "%s is %s, must be one hidden layer or more, each of at least 1 unit"
                                .formatted(place, units));
            }
            return List.copyOf(units);
        }
    }

    /** Each positive; the VAE's is that of encoder and decoder. */
    public record Rates(double vae, double critic, double perturbation) {
        public Rates {
            Setting.require("rates.vae", vae, vae > 0, "positive");
            Setting.require("rates.critic", critic, critic > 0, "positive");
            Setting.require("rates.perturbation", perturbation, perturbation > 0, "positive");
        }
    }

    /**
     * @param discount gamma
     * @param polyak rate of the slow copies of critics and perturbation
     * @param rewardScale of the critics' rewards; those of contexts stay as they are
     * @param caution lambda: weight of the smaller critic, the larger one has the rest
     */
    public record Bootstrap(double discount, double polyak, double rewardScale, double caution) {
        public Bootstrap {
            Setting.require(
                    "bootstrap.discount", discount, discount >= 0 && discount < 1, "in [0, 1)");
            Setting.require("bootstrap.polyak", polyak, polyak > 0 && polyak <= 1, "in (0, 1]");
            Setting.require("bootstrap.rewardScale", rewardScale, rewardScale > 0, "positive");
            Setting.require(
                    "bootstrap.caution", caution, caution >= 0 && caution <= 1, "in [0, 1]");
        }
    }

    /** The twin critics Q_1, Q_2 (s, a, z). */
    Critic critic(int observationSize, int actionSize, int embedding) {
        return new Critic(observationSize + actionSize + embedding, 2, networks.critic());
    }

    /** The autoencoder. */
    GaussianVae vae(int observationSize, int actionSize, int embedding) {
        int latent = networks.latentPerAction() * actionSize;
        return new GaussianVae(
                new Mlp(
                        observationSize + actionSize + embedding,
                        networks.encoder(),
                        2 * latent,
                        Mlp.Hidden.RELU),
                ActionNetwork.of(
                        observationSize + latent + embedding, networks.decoder(), actionSize));
    }

    /** The perturbation xi(s, a, z). */
    ActionNetwork perturbation(int observationSize, int actionSize, int embedding) {
        return ActionNetwork.of(
                observationSize + actionSize + embedding, networks.perturbation(), actionSize);
    }
}
