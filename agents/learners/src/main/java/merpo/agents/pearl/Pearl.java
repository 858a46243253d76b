package merpo.agents.pearl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import merpo.agents.Candidate;
import merpo.agents.Finding;
import merpo.agents.TaskData;
import merpo.agents.context.ContextEncoder;
import merpo.agents.context.ContextRows;
import merpo.agents.context.Descents;
import merpo.agents.context.EmbeddingLearner;
import merpo.agents.context.Embeddings;
import merpo.agents.context.Posterior;
import merpo.agents.context.TimeLimitRows;
import merpo.agents.context.soft.SoftActorCritic;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.Noise;
import merpo.datagen.nn.Scaling;
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.TaskBatch;
import merpo.datagen.replay.TaskBatches;
import merpo.datagen.snapshot.Snapshot;

/**
 * Batch PEARL: a Gaussian belief about the task, learned by what it is worth to the critics less
 * its distance to the prior, and under a draw z of it an actor and critics of (s, a, z). Nothing is
 * collected: contexts are rows of the data. On a new task it takes no step.
 *
 * <p>A step gives the numbers of PEARL's code (agents/PAPERS.md, "Batch PEARL").
 */
public final class Pearl implements EmbeddingLearner {
    private final NDManager manager;
    private final PearlConfig config;
    private final TaskBatches data;
    private final Seeds seeds; // of the training tasks
    private final ContextEncoder encoderShape;
    private final Network encoder; // q(z | c)
    private final SoftActorCritic actorCritic; // pi(a | s, z), Q_1, Q_2 (s, a, z), V(s, z)
    private final Embeddings embeddings;
    private final Descents descents = new Descents();
    private RandomGenerator random;

    /**
     * A learner before its first step.
     *
     * @param tasks to learn, of which nothing but the rows and the first seed are used
     */
    Pearl(NDManager manager, PearlConfig config, TaskData tasks) {
        this.manager = manager;
        this.config = config;
        context().requireEnough("training", tasks.sizes(), 1);
        data = new TaskBatches(TimeLimitRows.of(tasks, config.bootstrap().timeLimits()));
        seeds = tasks.seeds();
        int n = tasks.observationSize();
        int m = tasks.actionSize();
        encoderShape = config.networks().probabilisticEncoder(context().width(n, m));
        encoder =
                config.networks()
                        .open(
                                manager,
                                "encoder",
                                encoderShape.transition(),
                                1,
                                config.rates().encoder(),
                                seeds.seed(0));
        actorCritic = new SoftActorCritic(manager, config.actorCritic(), n, m, seeds.seed(0));
        embeddings = new Embeddings(manager, context(), c -> posterior(c).mean());
        begin(0);
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

    /** Critics and encoder at once, then policy and V under the z that the critics had. */
    Map<String, Double> update(PearlInputs in) {
        Batch b = in.rows();
        Descents.Descended evaluated =
                descents.finding(
                        List.of(actorCritic.critic(), encoder),
                        both -> evaluation(in, both.get(0), both.get(1)));
        NDArray z = evaluated.found(0);
        Map<String, Double> improved =
                actorCritic.improve(
                        descents, b, z, p -> actorCritic.improvement(b, in.noise(), z, p));

        Map<String, Double> seen = new LinkedHashMap<>();
        seen.put("q_loss", mean(evaluated.found(1)));
        seen.put("kl", mean(evaluated.found(2)));
        seen.put("v_loss", improved.get("v_loss"));
        seen.put("policy_loss", improved.get("policy_loss"));
        seen.put("target", mean(evaluated.found(3)));
        seen.put("q", improved.get("q"));
        seen.put("entropy", improved.get("entropy"));
        return seen;
    }

    /**
     * The critics' loss, which goes back through z into the encoder, and {@code klWeight sum KL(q(z
     * | c) || N(0, I))} over entries and dimensions; finds z of each row, the critics' loss, the KL
     * of each entry, and the target.
     */
    private Descents.Loss evaluation(PearlInputs in, NDList critics, NDList parameters) {
        Batch b = in.rows();
        Posterior belief = encoderShape.posterior(in.context(), parameters);
        NDArray drawn = belief.sample(in.latentNoise()); // [N, latent]
        NDArray z = TaskBatch.perRow(drawn.expandDims(0), in.perEntry()); // [1, N B, latent]
        NDArray next = actorCritic.slow(b.nextObservation(), z.stopGradient());
        NDArray y = actorCritic.target(b, next);
        NDArray error = actorCritic.criticLoss(b, z, y, critics);
        NDArray kl = belief.klToPrior(); // [N]
        NDArray loss = error.add(Scaling.by(config.klWeight(), kl.sum().reshape(1)));
        return new Descents.Loss(loss, List.of(z, error, kl, y));
    }

    private static double mean(NDArray values) {
        return values.mean().getFloat();
    }

    /** What contexts [N, C, width] say, constant. */
    private Posterior posterior(NDArray context) {
        return encoderShape.posterior(context, encoder.constant());
    }

    /** What the next step learns from. */
    PearlInputs draw(NDManager scratch) {
        return PearlInputs.draw(config, data, random, scratch);
    }

    @Override
    public void begin(int epoch) {
        random = seeds.derived("epoch", epoch).stream("learner", 0);
    }

    @Override
    public List<String> metrics() {
        return List.of("q_loss", "kl", "v_loss", "policy_loss", "target", "q", "entropy");
    }

    /**
     * The policy under a draw from the posterior of one context of each task: no steps. Context and
     * draw are of the task's own streams, the same at every evaluation.
     */
    @Override
    public List<Candidate> candidates(TaskData tasks) {
        context().requireEnough(ContextRows.NEW, tasks.sizes());
        return actorCritic.candidates(tasks.tasks(), drawn(tasks));
    }

    /** [T * latent]. */
    private float[] drawn(TaskData tasks) {
        Seeds streams = tasks.seeds();
        try (NDManager scratch = manager.newSubManager()) {
            NDArray context = context().draw(tasks.rows(), streams.streams("context"), scratch);
            NDArray noise =
                    Noise.gaussian(scratch, streams.streams("z"), 1, config.networks().latent());
            return posterior(context).sample(noise.squeeze(1)).toFloatArray();
        }
    }

    @Override
    public Embeddings embedded() {
        return embeddings;
    }

    @Override
    public double silhouette() {
        return embeddings.silhouette(data.buffers(), seeds);
    }

    /** How the posterior narrows as contexts grow. */
    @Override
    public List<Finding> findings(TaskData tasks) {
        return List.of(new Narrowing(manager, context(), this::posterior).of(tasks));
    }

    @Override
    public void save(Snapshot to) {
        to.put("encoder", encoder.state());
        actorCritic.save(to);
    }

    @Override
    public void restore(Snapshot from) {
        encoder.restore(from.network("encoder", encoder.parameters()));
        actorCritic.restore(from);
    }

    /** Everything that moves, for a test that gives it values of its own. */
    Network encoder() {
        return encoder;
    }

    SoftActorCritic actorCritic() {
        return actorCritic;
    }

    void descendBy(Descents.Rule rule) {
        descents.by(rule);
    }

    @Override
    public void close() {
        encoder.close();
        actorCritic.close();
    }
}
