package merpo.agents.generative;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import merpo.agents.ActingNetwork;
import merpo.agents.KeepableActor;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Noise;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Seeds;
import merpo.datagen.nn.Streams;
import merpo.datagen.snapshot.Snapshot;

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

        int actionSize() {
            return policy.decoder().network().outputs();
        }

        /** Entries of an observation where z has so many. */
        int observationSize(int embedding) {
            return critic.inputs() - actionSize() - embedding;
        }

        /** Entries of a latent: what a decoder reads in place of an action. */
        int latentSize() {
            return policy.decoder().network().inputs() - critic.inputs() + actionSize();
        }

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

    private int embeddingSize() {
        return z.length / seeds.length;
    }

    private int observationSize() {
        return networks.observationSize(embeddingSize());
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
            NDArray noise =
                    Noise.gaussian(
                            scratch, randoms, rows * how.candidates(), networks.latentSize());
            Choice choice = choice(observations, noise);
            int width = networks.actionSize();
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
        NDArray q = networks.critic().first(each.around(actions), networks.critics().constant());
        return new Choice(actions.toFloatArray(), q.toFloatArray());
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
    public ActingNetwork network(int task) {
        throw new UnsupportedOperationException(
                "it draws %d proposals anew at each step and lets a critic choose, so its action is no function of the observation"
                        .formatted(how.candidates()));
    }

    @Override
    public boolean shared() {
        return networks.decoders().tasks() == 1;
    }

    @Override
    public void save(Snapshot to) {
        new CandidateFile(networks, how, z, seeds).write(to);
    }

    /** The inverse of {@link #save}, at the beginning of its streams; the caller closes it. */
    public static CandidateActor read(NDManager manager, Snapshot from) {
        CandidateFile file = CandidateFile.read(manager, from);
        return new CandidateActor(file.networks(), file.how(), file.z(), file.seeds());
    }

    @Override
    public void close() {
        networks.close();
    }
}
