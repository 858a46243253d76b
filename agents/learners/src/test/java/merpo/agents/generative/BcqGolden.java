package merpo.agents.generative;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import merpo.agents.Golden;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.snapshot.Snapshot;

/** What the files of BCQ, with and without an embedding, have in common. {@link Golden}. */
public final class BcqGolden {
    /** Our networks by the names of the files'. */
    private static final Map<String, String[]> NETWORKS = new LinkedHashMap<>();

    private static final Map<String, String[]> COPIES = new LinkedHashMap<>();

    static {
        NETWORKS.put("encoder", new String[] {"vae_e"});
        NETWORKS.put("decoder", new String[] {"vae_d"});
        NETWORKS.put("critic", new String[] {"q1", "q2"});
        NETWORKS.put("perturbation", new String[] {"actor"});
        COPIES.put("slow-critic", new String[] {"q1_target", "q2_target"});
        COPIES.put("slow-perturbation", new String[] {"actor_target"});
    }

    private BcqGolden() {}

    public static BcqConfig config(JsonNode golden) {
        JsonNode file = golden.get("config");
        JsonNode rate = file.get("lr");
        List<Integer> hidden = hidden(file.get("hidden"));
        return new BcqConfig(
                new BcqConfig.Networks(hidden, hidden, hidden, hidden, 2),
                new BcqConfig.Rates(
                        rate.get("vae").doubleValue(),
                        rate.get("critic").doubleValue(),
                        rate.get("actor").doubleValue()),
                new BcqConfig.Bootstrap(
                        file.get("gamma").doubleValue(),
                        file.get("tau").doubleValue(),
                        1,
                        file.get("lambda").doubleValue()),
                new Proposal(
                        file.get("candidates").intValue(),
                        file.get("perturbation").doubleValue(),
                        0.5));
    }

    private static List<Integer> hidden(JsonNode widths) {
        return Collections.nCopies(widths.size(), widths.get(0).intValue());
    }

    /** A learner that has taken no step, with the file's parameters. */
    public static void initial(JsonNode golden, Snapshot to) {
        JsonNode tensors = golden.get("initial");
        NETWORKS.forEach((name, members) -> fresh(to, name, Golden.flat(tensors, members)));
        COPIES.forEach((name, members) -> to.put(name, Golden.flat(tensors, members)));
    }

    /** A network before its first step. */
    public static void fresh(Snapshot to, String name, float[] parameters) {
        to.at(name).put("parameters", parameters);
        to.at(name).put("first", new float[parameters.length]);
        to.at(name).put("second", new float[parameters.length]);
        to.at(name).put("steps", new double[] {0});
    }

    /** A step's draws, the rows of all tasks one after another. */
    public static BcqInputs inputs(JsonNode file, NDManager scratch) {
        int latent = file.at("/vae_noise/0/0").size();
        return new BcqInputs(
                Golden.rows(file, scratch),
                Golden.shared(file, "vae_noise", scratch),
                scratch.create(Golden.numbers(file.get("target_noise"))).reshape(1, -1, latent),
                Golden.shared(file, "actor_noise", scratch));
    }

    public static void losses(JsonNode expected, Map<String, Double> seen) {
        Golden.near("vae", seen.get("vae_loss"), expected.get("vae"), Golden.LOSS);
        Golden.near("kl", seen.get("vae_kl"), expected.get("vae_kl"), Golden.LOSS);
        Golden.near("critic", seen.get("q_loss"), expected.get("critic"), Golden.LOSS);
        Golden.near("actor", seen.get("actor_loss"), expected.get("actor"), Golden.LOSS);
        float[] targets = Golden.numbers(expected.get("target"));
        double mean = 0;
        for (float target : targets) {
            mean += target / targets.length;
        }
        Golden.near("target", seen.get("target"), mean, Golden.LOSS);
    }

    public static void gradients(JsonNode expected, Snapshot before, Snapshot after) {
        NETWORKS.forEach(
                (name, members) ->
                        Golden.near(
                                "gradient of " + name,
                                gradient(before.at(name), after.at(name)),
                                Golden.flat(expected, members),
                                Golden.GRADIENT));
    }

    /** What Adam was given, from its first moments: {@code m' = 0.9 m + 0.1 g}. */
    public static float[] gradient(Snapshot before, Snapshot after) {
        float[] old = before.floats("first");
        float[] now = after.floats("first");
        float[] gradient = new float[now.length];
        for (int i = 0; i < now.length; i++) {
            gradient[i] = (float) ((now[i] - 0.9 * old[i]) / 0.1);
        }
        return gradient;
    }

    public static void parameters(JsonNode after, Snapshot kept) {
        NETWORKS.forEach(
                (name, members) ->
                        Golden.near(
                                name,
                                kept.at(name).floats("parameters"),
                                Golden.flat(after, members),
                                Golden.PARAMETER));
        COPIES.forEach(
                (name, members) ->
                        Golden.near(
                                name,
                                kept.floats(name),
                                Golden.flat(after, members),
                                Golden.PARAMETER));
    }

    /** Who acts in one task by the file's parameters at its end. */
    static CandidateActor actor(NDManager manager, JsonNode golden) {
        JsonNode tensors = golden.at("/after/3");
        JsonNode acting = golden.get("acting");
        BcqConfig config = config(golden);
        int n = golden.at("/config/observation").intValue();
        int m = golden.at("/config/action").intValue();
        float[] z = acting.has("z") ? Golden.numbers(acting.get("z")) : new float[0];
        Critic critic = config.critic(n, m, z.length);
        ActionNetwork decoder = config.vae(n, m, z.length).decoder();
        ActionNetwork perturbation = config.perturbation(n, m, z.length);
        return new CandidateActor(
                new CandidateActor.Networks(
                        new GenerativePolicy(decoder, perturbation),
                        critic,
                        stack(manager, tensors, decoder, "vae_d"),
                        stack(manager, tensors, perturbation, "actor"),
                        ParameterStack.of(
                                manager, Golden.flat(tensors, "q1", "q2"), critic.blocks())),
                new Proposal(
                        acting.get("noise").size(),
                        config.proposal().perturbation(),
                        config.proposal().latentLimit()),
                z,
                new long[] {0});
    }

    private static ParameterStack stack(
            NDManager manager, JsonNode tensors, ActionNetwork shape, String name) {
        return ParameterStack.of(manager, Golden.flat(tensors, name), shape.network().blocks(1));
    }
}
