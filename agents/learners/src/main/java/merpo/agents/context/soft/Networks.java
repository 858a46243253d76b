package merpo.agents.context.soft;

import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.List;
import merpo.agents.context.ContextEncoder;
import merpo.agents.context.FirstWeights;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Initialization;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.nn.Streams;
import merpo.datagen.settings.Setting;

/**
 * Sizes of an encoder and of the networks that act on its z.
 *
 * @param latent entries of z
 * @param hiddenLayers of policy, critics and value
 * @param firstWeights whose rule draws them
 */
public record Networks(
        int encoderLayers,
        int encoderWidth,
        int latent,
        int hiddenLayers,
        int width,
        FirstWeights firstWeights) {
    public Networks {
        Setting.require("networks.encoderLayers", encoderLayers, encoderLayers >= 1, "at least 1");
        Setting.require("networks.encoderWidth", encoderWidth, encoderWidth >= 1, "at least 1");
        Setting.require("networks.latent", latent, latent >= 1, "at least 1");
        Setting.require("networks.hiddenLayers", hiddenLayers, hiddenLayers >= 1, "at least 1");
        Setting.require("networks.width", width, width >= 1, "at least 1");
    }

    /** A point for each context; transitions have so many numbers. */
    public ContextEncoder encoder(int contextWidth) {
        return ContextEncoder.of(contextWidth, encoderLayers, encoderWidth, latent);
    }

    /** A Gaussian for each context; transitions have so many numbers. */
    public ContextEncoder probabilisticEncoder(int contextWidth) {
        return ContextEncoder.probabilistic(contextWidth, encoderLayers, encoderWidth, latent);
    }

    /**
     * pi(s, z).
     *
     * @param bounds of its log deviation
     */
    public Policy policy(int observationSize, int actionSize, SquashedGaussian.Bounds bounds) {
        return new Policy(observationSize + latent, actionSize, sizes(), bounds);
    }

    /** Heads over z and inputs of so many numbers. */
    public Critic critic(int inputs, int heads) {
        return new Critic(inputs + latent, heads, sizes());
    }

    private List<Integer> sizes() {
        return Collections.nCopies(hiddenLayers, width);
    }

    /**
     * An encoder or critic before its first step.
     *
     * @param name from which, with the seed, its weights follow
     */
    public Network open(
            NDManager manager, String name, Mlp shape, int members, double rate, long seed) {
        return open(manager, name, shape, members, rate, seed, firstWeights.ofOthers());
    }

    /** A policy before its first step. */
    Network open(NDManager manager, Policy shape, double rate, long seed) {
        return open(manager, "policy", shape.network(), 1, rate, seed, firstWeights.ofPolicies());
    }

    private static Network open(
            NDManager manager,
            String name,
            Mlp shape,
            int members,
            double rate,
            long seed,
            Initialization rule) {
        var weights = List.of(Streams.of(seed, name + " weights", 0));
        return Network.of(name, rule.draw(manager, shape, members, weights), rate);
    }
}
