package merpo.agents.cbcq;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import merpo.agents.Candidate;
import merpo.agents.TaskData;
import merpo.agents.context.ContextEncoder;
import merpo.agents.context.ContextRows;
import merpo.agents.context.EmbeddingLearner;
import merpo.agents.context.Embeddings;
import merpo.agents.generative.Bcq;
import merpo.agents.generative.CandidateActor;
import merpo.agents.generative.Proposal;
import merpo.agents.generative.TaskEncoder;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.Seeds;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.TaskBatch;
import merpo.datagen.replay.TaskBatches;
import merpo.datagen.snapshot.Snapshot;

/**
 * Contextual BCQ: one autoencoder, perturbation and pair of critics for all tasks, which read a
 * Gaussian belief about the task beside the state. Encoder of that belief, the autoencoder's loss
 * and the critics' train it together; nothing draws it to a prior. On a new task it takes no step.
 *
 * <p>A step gives the numbers of the authors' code (agents/PAPERS.md, "Contextual BCQ").
 */
public final class Cbcq implements EmbeddingLearner {
    private final NDManager manager;
    private final CbcqConfig config;
    private final TaskBatches data;
    private final Seeds seeds; // of the training tasks
    private final ContextEncoder encoderShape;
    private final Network encoder; // q(z | c)
    private final Bcq bcq; // all that reads z
    private final Embeddings embeddings;
    private RandomGenerator random;

    /**
     * A learner before its first step.
     *
     * @param tasks to learn, of which nothing but the rows and the first seed are used
     */
    Cbcq(NDManager manager, CbcqConfig config, TaskData tasks) {
        this.manager = manager;
        this.config = config;
        config.batch().requireEnough(tasks.sizes());
        data = new TaskBatches(tasks.rows());
        seeds = tasks.seeds();
        int n = tasks.observationSize();
        int m = tasks.actionSize();
        encoderShape = config.encoder().shape(context().width(n, m));
        encoder = config.encoder().open(manager, encoderShape, weights("encoder"));
        bcq =
                new Bcq(
                        manager,
                        config.bcq(),
                        n,
                        m,
                        config.encoder().latent(),
                        network -> List.of(weights(network)));
        embeddings = new Embeddings(manager, context(), this::mean);
        begin(0);
    }

    private RandomGenerator weights(String network) {
        return Streams.of(seeds.seed(0), network + " weights", 0);
    }

    private ContextRows context() {
        return config.batch().context();
    }

    @Override
    public Map<String, Double> step() {
        try (NDManager scratch = manager.newSubManager()) {
            return update(draw(scratch));
        }
    }

    /** One step of each network; the encoder's is down the autoencoder's and critics' losses. */
    Map<String, Double> update(CbcqInputs in) {
        return bcq.update(in.rows(), Optional.of(new TaskEncoder(encoder, views -> z(in, views))));
    }

    /** A draw for each task, beside each of its rows, [1, N B, z]. */
    private NDArray z(CbcqInputs in, NDList parameters) {
        NDArray drawn = encoderShape.posterior(in.context(), parameters).sample(in.latentNoise());
        return TaskBatch.perRow(drawn.expandDims(0), in.perTask());
    }

    /** Of the belief by contexts [N, C, width], constant, [N, z]. */
    private NDArray mean(NDArray contexts) {
        return encoderShape.posterior(contexts, encoder.constant()).mean();
    }

    /** What the next step learns from. */
    CbcqInputs draw(NDManager scratch) {
        return CbcqInputs.draw(config, data, bcq.latent(), random, scratch);
    }

    @Override
    public void begin(int epoch) {
        random = seeds.derived("epoch", epoch).stream("learner", 0);
    }

    @Override
    public List<String> metrics() {
        return Bcq.METRICS;
    }

    /**
     * Under the mean of the belief by one context of each task, without a step: the best of some
     * proposals, what the decoder alone says, and the best of proposals where z says nothing.
     */
    @Override
    public List<Candidate> candidates(TaskData tasks) {
        context().requireEnough(ContextRows.NEW, tasks.sizes());
        Proposal how = config.bcq().proposal();
        float[] z = embeddings.one(tasks.rows(), tasks.seeds(), "context");
        return List.of(
                candidate("adapted", how, z, tasks),
                candidate("conditional-clone", Proposal.imitation(), z, tasks),
                candidate("no-context", how, new float[z.length], tasks));
    }

    private Candidate candidate(String name, Proposal how, float[] z, TaskData tasks) {
        long[] streams = CandidateActor.seeds(tasks.seeds());
        return Candidate.of(name, new CandidateActor(bcq.acting(), how, z, streams));
    }

    @Override
    public Embeddings embedded() {
        return embeddings;
    }

    @Override
    public double silhouette() {
        return embeddings.silhouette(data.buffers(), seeds);
    }

    @Override
    public void save(Snapshot to) {
        to.put("context-encoder", encoder.state());
        bcq.save(to.at("bcq"));
    }

    @Override
    public void restore(Snapshot from) {
        encoder.restore(from.network("context-encoder", encoder.parameters()));
        bcq.restore(from.at("bcq"));
    }

    @Override
    public void close() {
        encoder.close();
        bcq.close();
    }
}
