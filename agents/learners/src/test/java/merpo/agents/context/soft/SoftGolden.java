package merpo.agents.context.soft;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import merpo.agents.Golden;
import merpo.agents.context.FirstWeights;
import merpo.agents.context.TimeLimits;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;

/** What the files of actor-critics with V under a task embedding have in common. {@link Golden}. */
public final class SoftGolden {
    private SoftGolden() {}

    /** Encoder and all others of one shape. */
    public static Networks networks(JsonNode config) {
        int layers = config.get("hidden").size();
        int width = config.at("/hidden/0").intValue();
        int latent = config.get("latent").intValue();
        return new Networks(layers, width, latent, layers, width, FirstWeights.RLKIT);
    }

    /** Of both critics the first one's: see {@link #secondCritic}. */
    public static Rates rates(JsonNode config) {
        JsonNode rate = config.get("lr");
        return new Rates(
                rate.get("encoder").doubleValue(),
                rate.get("q1").doubleValue(),
                rate.get("v").doubleValue(),
                rate.get("policy").doubleValue());
    }

    public static Bootstrap bootstrap(JsonNode config) {
        return new Bootstrap(
                config.get("gamma").doubleValue(),
                config.get("tau").doubleValue(),
                config.get("reward_scale").doubleValue(),
                TimeLimits.BOOTSTRAP);
    }

    /** Gives the networks the parameters of a file. */
    public static void restore(JsonNode tensors, SoftActorCritic to) {
        to.critic().parameters().restore(Golden.flat(tensors, "q1", "q2"));
        to.value().parameters().restore(Golden.flat(tensors, "v"));
        to.slowValue().restore(Golden.flat(tensors, "v_target"));
        to.policy().parameters().restore(Golden.flat(tensors, "policy"));
    }

    /** Compares the parameters with those of a file. */
    public static void parameters(JsonNode after, SoftActorCritic with) {
        parameters("critics", with.critic(), Golden.flat(after, "q1", "q2"));
        parameters("v", with.value(), Golden.flat(after, "v"));
        Golden.near(
                "slow v",
                with.slowValue().toArray(),
                Golden.flat(after, "v_target"),
                Golden.PARAMETER);
        parameters("policy", with.policy(), Golden.flat(after, "policy"));
    }

    public static void parameters(String what, Network network, float[] expected) {
        Golden.near(what, network.parameters().toArray(), expected, Golden.PARAMETER);
    }

    /**
     * The files give the second critic a rate of its own. A step of Adam is proportional to the
     * rate, whatever came before.
     *
     * @param before parameters of both critics
     * @param after the step, at the first one's rate
     */
    public static void secondCritic(JsonNode config, float[] before, ParameterStack after) {
        JsonNode rate = config.get("lr");
        double factor = rate.get("q2").doubleValue() / rate.get("q1").doubleValue();
        float[] values = after.toArray();
        int at = 0;
        for (Shape block : after.blocks()) {
            int head = (int) block.size() / 2;
            for (int i = at + head; i < at + 2 * head; i++) {
                values[i] = (float) (before[i] + factor * (values[i] - before[i]));
            }
            at += 2 * head;
        }
        after.restore(values);
    }
}
