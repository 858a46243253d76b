package merpo.agents.generative;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.snapshot.Snapshot;

/**
 * A {@link CandidateActor} as a snapshot holds it.
 *
 * @param z [T * z], or empty
 * @param seeds [T], each below 2^53: they are kept as doubles
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record CandidateFile(CandidateActor.Networks networks, Proposal how, float[] z, long[] seeds) {
    private static final String WIDTHS = "widths"; // of observation, action, latent and z
    private static final String HEADS = "heads";
    private static final String HIDDEN = "hidden";
    private static final String PARAMETERS = "parameters";
    private static final String DECODER = "decoder";
    private static final String PERTURBATION = "perturbation";
    private static final String CRITIC = "critic";
    private static final String PROPOSAL = "proposal";
    private static final String Z = "z";
    private static final String SEEDS = "seeds";

    void write(Snapshot to) {
        int embedding = z.length / seeds.length;
        GenerativePolicy policy = networks.policy();
        to.put(
                WIDTHS,
                networks.observationSize(embedding),
                networks.actionSize(),
                networks.latentSize(),
                embedding);
        to.put(HEADS, new double[] {networks.critic().heads()});
        put(to.at(DECODER), policy.decoder().network().hidden(), networks.decoders());
        put(
                to.at(PERTURBATION),
                policy.perturbation().network().hidden(),
                networks.perturbations());
        put(to.at(CRITIC), networks.critic().hidden(), networks.critics());
        to.put(PROPOSAL, how.candidates(), how.perturbation(), how.latentLimit());
        to.put(Z, z);
        to.put(SEEDS, LongStream.of(seeds).asDoubleStream().toArray());
    }

    private static void put(Snapshot to, List<Integer> hidden, ParameterStack stack) {
        to.put(HIDDEN, hidden.stream().mapToDouble(width -> width).toArray());
        to.put(PARAMETERS, stack.toArray());
    }

    /** The inverse of {@link #write}; networks belong to the caller. */
    static CandidateFile read(NDManager manager, Snapshot from) {
        int[] widths = integers(from.doubles(WIDTHS, 4));
        double[] proposal = from.doubles(PROPOSAL, 3);
        int action = widths[1];
        int beside = widths[0] + widths[3];
        ActionNetwork decoder =
                ActionNetwork.of(beside + widths[2], hidden(from.at(DECODER)), action);
        ActionNetwork perturbation =
                ActionNetwork.of(beside + action, hidden(from.at(PERTURBATION)), action);
        int heads = (int) from.doubles(HEADS, 1)[0];
        Critic critic = new Critic(beside + action, heads, hidden(from.at(CRITIC)));
        return new CandidateFile(
                new CandidateActor.Networks(
                        new GenerativePolicy(decoder, perturbation),
                        critic,
                        stack(manager, from.at(DECODER), decoder.network().blocks(1)),
                        stack(manager, from.at(PERTURBATION), perturbation.network().blocks(1)),
                        stack(manager, from.at(CRITIC), critic.blocks())),
                new Proposal((int) proposal[0], proposal[1], proposal[2]),
                from.floats(Z),
                Arrays.stream(from.doubles(SEEDS)).mapToLong(seed -> (long) seed).toArray());
    }

    private static List<Integer> hidden(Snapshot from) {
        return Arrays.stream(integers(from.doubles(HIDDEN))).boxed().toList();
    }

    private static int[] integers(double[] values) {
        return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }

    private static ParameterStack stack(NDManager manager, Snapshot from, List<Shape> blocks) {
        return ParameterStack.of(manager, from.floats(PARAMETERS), blocks);
    }
}
