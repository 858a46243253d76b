package merpo.agents.generative;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import merpo.agents.KeepableActor;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.Noise;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Seeds;
import merpo.datagen.nn.Streams;
import merpo.datagen.snapshot.Snapshot;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Proposes some actions and takes the one that the first critic likes best, the first of equals.
 * Its latents come from streams of its own, one for each task: actors of equal seeds that are asked
 * the same act alike.
 */
public final class CandidateActor implements KeepableActor {
    private final Networks networks;
    private final Proposal how;
    private final float[] z; // [T * z], or empty
    private final long[] seeds;
    private final List<RandomGenerator> randoms;

    /**
     * Shapes and their parameters: one of each for all tasks, [1, P], or one for each, [T, P].
     *
     * @param critic of (s, a, z), whose first head chooses
     */
    public record Networks(
            GenerativePolicy policy,
            Critic critic,
            ParameterStack decoders,
            ParameterStack perturbations,
            ParameterStack critics)
            implements AutoCloseable {

        private List<ParameterStack> stacks() {
            return List.of(decoders, perturbations, critics);
        }

        @Override
        public void close() {
            stacks().forEach(ParameterStack::close);
        }
    }

    /**
     * @param z an embedding of each task, [T * z]; empty where networks read none
     * @param seeds one for each task, below 2^53, so that a file keeps them: {@link #seeds}
     */
    public CandidateActor(Networks networks, Proposal how, float[] z, long[] seeds) {
        for (ParameterStack stack : networks.stacks()) {
            boolean fits = stack.tasks() == 1 || stack.tasks() == seeds.length;
            if (!fits || stack.tasks() != networks.decoders().tasks()) {
                throw new IllegalArgumentException(
                        "networks of %s for %d tasks; there must be one of each for all tasks, or one for each"
                                .formatted(networks.stacks(), seeds.length));
            }
        }
        this.networks = networks;
        this.how = how;
        this.z = z.clone();
        this.seeds = seeds.clone();
        if (z.length % seeds.length != 0 || observationSize() < 1) {
            throw new IllegalArgumentException(
                    "%d numbers of embeddings for %d tasks and critics of %d inputs; must be as many for each task, and leave room for an observation"
                            .formatted(z.length, seeds.length, networks.critic().inputs()));
        }
        for (int i = 0; i < z.length; i++) {
            if (!Float.isFinite(z[i])) {
                throw new IllegalArgumentException(
                        "the embedding of task %d is %s, must be finite: look for what is no number in the task's data"
                                .formatted(i / embeddingSize(), z[i]));
            }
        }
        randoms = LongStream.of(seeds).mapToObj(seed -> Streams.of(seed, "candidates", 0)).toList();
    }

    /** Of actors for these tasks; all actors of one moment have the same, so that they compare. */
    public static long[] seeds(Seeds tasks) {
        return IntStream.range(0, tasks.rows())
                .mapToLong(
                        row -> Streams.seed(tasks.seed(row), "actor", row % tasks.tasks()) >>> 11)
                .toArray();
    }

    private int actionSize() {
        return networks.policy().decoder().network().outputs();
    }

    private int embeddingSize() {
        return z.length / seeds.length;
    }

    private int observationSize() {
        return networks.critic().inputs() - actionSize() - embeddingSize();
    }

    private int latentSize() {
        Mlp decoder = networks.policy().decoder().network();
        return decoder.inputs() - observationSize() - embeddingSize();
    }

    /**
     * What there was to choose from for one observation after another.
     *
     * @param actions [T * B * candidates * act]
     * @param values by the first critic, [T * B * candidates]
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    public record Choice(float[] actions, float[] values) {
        /** Where the largest value of each row is first reached. */
        public int[] best(int candidates) {
            int[] best = new int[values.length / candidates];
            for (int row = 0; row < best.length; row++) {
                best[row] = row * candidates;
                for (int at = row * candidates; at < (row + 1) * candidates; at++) {
                    best[row] = values[at] > values[best[row]] ? at : best[row];
                }
            }
            return best;
        }
    }

    @Override
    public Policy.Acted act(float[] observations) {
        int rows = observations.length / observationSize() / tasks();
        try (NDManager scratch = networks.decoders().manager().newSubManager()) {
            NDArray noise = Noise.gaussian(scratch, randoms, rows * how.candidates(), latentSize());
            Choice choice = choice(observations, noise);
            int width = actionSize();
            int[] best = choice.best(how.candidates());
            float[] actions = new float[best.length * width];
            for (int row = 0; row < best.length; row++) {
                System.arraycopy(choice.actions(), best[row] * width, actions, row * width, width);
            }
            return new Policy.Acted(actions, new float[0]);
        }
    }

    /**
     * @param observations [T * B * obs]
     * @param noise N(0, 1), [T, B candidates, latent]
     */
    public Choice choice(float[] observations, NDArray noise) {
        NDManager scratch = noise.getManager();
        int rows = observations.length / observationSize() / tasks();
        NDArray s = scratch.create(observations, new Shape(tasks(), rows, observationSize()));
        Condition each = new Condition(s, embeddings(scratch, rows)).repeated(how.candidates());
        GenerativePolicy policy = networks.policy();
        NDArray decoded = policy.decode(each, noise, how, networks.decoders().constant());
        NDArray actions = policy.perturb(each, decoded, how, networks.perturbations().constant());
        NDArray q = networks.critic().values(each.around(actions), networks.critics().constant());
        return new Choice(actions.toFloatArray(), q.get(":, 0").toFloatArray());
    }

    /** z of each row, [T, B, z]. */
    private Optional<NDArray> embeddings(NDManager scratch, int rows) {
        if (z.length == 0) {
            return Optional.empty();
        }
        NDArray each = scratch.create(z, new Shape(tasks(), 1, embeddingSize()));
        return Optional.of(each.broadcast(tasks(), rows, embeddingSize()));
    }

    @Override
    public int tasks() {
        return seeds.length;
    }

    @Override
    public void save(Snapshot to) {
        to.put("widths", observationSize(), actionSize(), latentSize(), embeddingSize());
        to.put("heads", new double[] {networks.critic().heads()});
        put(to, "decoder", networks.policy().decoder().network().hidden(), networks.decoders());
        put(
                to,
                "perturbation",
                networks.policy().perturbation().network().hidden(),
                networks.perturbations());
        put(to, "critic", networks.critic().hidden(), networks.critics());
        to.put("proposal", how.candidates(), how.perturbation(), how.latentLimit());
        to.put("z", z);
        to.put("seeds", LongStream.of(seeds).asDoubleStream().toArray());
    }

    private static void put(Snapshot to, String name, List<Integer> hidden, ParameterStack stack) {
        to.at(name).put("hidden", hidden.stream().mapToDouble(width -> width).toArray());
        to.at(name).put("parameters", stack.toArray());
    }

    /** The inverse of {@link #save}, at the beginning of its streams; the caller closes it. */
    public static CandidateActor read(NDManager manager, Snapshot from) {
        int[] widths = integers(from.doubles("widths", 4));
        double[] proposal = from.doubles("proposal", 3);
        int beside = widths[0] + widths[3]; // observation and embedding
        int action = widths[1];
        GenerativePolicy policy =
                new GenerativePolicy(
                        ActionNetwork.of(beside + widths[2], hidden(from, "decoder"), action),
                        ActionNetwork.of(beside + action, hidden(from, "perturbation"), action));
        Critic critic =
                new Critic(
                        beside + action, (int) from.doubles("heads", 1)[0], hidden(from, "critic"));
        return new CandidateActor(
                new Networks(
                        policy,
                        critic,
                        stack(manager, from, "decoder", policy.decoder().network().blocks(1)),
                        stack(
                                manager,
                                from,
                                "perturbation",
                                policy.perturbation().network().blocks(1)),
                        stack(manager, from, "critic", critic.blocks())),
                new Proposal((int) proposal[0], proposal[1], proposal[2]),
                from.floats("z"),
                Arrays.stream(from.doubles("seeds")).mapToLong(seed -> (long) seed).toArray());
    }

    private static List<Integer> hidden(Snapshot from, String name) {
        return Arrays.stream(integers(from.at(name).doubles("hidden"))).boxed().toList();
    }

    private static int[] integers(double[] values) {
        return Arrays.stream(values).mapToInt(value -> (int) value).toArray();
    }

    private static ParameterStack stack(
            NDManager manager, Snapshot from, String name, List<Shape> blocks) {
        return ParameterStack.of(manager, from.at(name).floats("parameters"), blocks);
    }

    @Override
    public void close() {
        networks.close();
    }
}
