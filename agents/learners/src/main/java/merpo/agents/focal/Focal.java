package merpo.agents.focal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import merpo.agents.Candidate;
import merpo.agents.TaskData;
import merpo.agents.context.ContextEncoder;
import merpo.agents.context.ContextRows;
import merpo.agents.context.Descents;
import merpo.agents.context.EmbeddingLearner;
import merpo.agents.context.Embeddings;
import merpo.agents.context.MetricLosses;
import merpo.agents.context.TimeLimitRows;
import merpo.agents.context.soft.Regularizer.DualCritic;
import merpo.agents.context.soft.SoftActorCritic;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.Scaling;
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.TaskBatch;
import merpo.datagen.replay.TaskBatches;
import merpo.datagen.snapshot.Snapshot;

/**
 * FOCAL: a task embedding z learned by distances alone, and under it an actor and critics of (s, a,
 * z) that are held near the data. On a new task it takes no step: a context of its data gives z.
 *
 * <p>A step gives the numbers of FOCAL's code (agents/PAPERS.md, "FOCAL").
 */
public final class Focal implements EmbeddingLearner {
    private final NDManager manager;
    private final FocalConfig config;
    private final TaskBatches data;
    private final Seeds seeds; // of the training tasks
    private final ContextEncoder encoderShape;
    private final Network encoder; // z = q(c)
    private final SoftActorCritic actorCritic; // pi(a | s, z), Q_1, Q_2 (s, a, z), V(s, z)
    private final Optional<BehaviorDivergence> divergence; // where the regularizer is a dual critic
    private final Embeddings embeddings;
    private final Descents descents = new Descents();
    private RandomGenerator random;

    /**
     * A learner before its first step.
     *
     * @param tasks to learn, of which nothing but the rows and the first seed are used
     */
    Focal(NDManager manager, FocalConfig config, TaskData tasks) {
        this.manager = manager;
        this.config = config;
        context().requireEnough("training", tasks.sizes());
        data = new TaskBatches(TimeLimitRows.of(tasks, config.bootstrap().timeLimits()));
        seeds = tasks.seeds();
        int n = tasks.observationSize();
        int m = tasks.actionSize();
        encoderShape = config.networks().encoder(context().width(n, m));
        encoder = network("encoder", encoderShape.transition(), config.rates().encoder());
        actorCritic = new SoftActorCritic(manager, config.actorCritic(), n, m, seeds.seed(0));
        divergence =
                config.regularizer() instanceof DualCritic dual
                        ? Optional.of(divergence(dual, n + m))
                        : Optional.empty();
        embeddings = new Embeddings(manager, context(), this::embed);
        begin(0);
    }

    private BehaviorDivergence divergence(DualCritic dual, int inputs) {
        Critic shape = config.networks().critic(inputs, 1);
        return new BehaviorDivergence(
                dual, shape, network("dual critic", shape.network(), dual.rate()));
    }

    private Network network(String name, Mlp shape, double rate) {
        return config.networks().open(manager, name, shape, 1, rate, seeds.seed(0));
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

    /** One step of each network; z is constant but in the encoder's own loss. */
    Map<String, Double> update(FocalInputs in) {
        Batch b = in.rows();
        Map<String, Double> seen = new LinkedHashMap<>();

        Descents.Descended embedded = descents.finding(encoder, e -> metricLoss(in, e));
        NDArray z = TaskBatch.perRow(embedded.found(0).expandDims(0), in.perEntry()); // [1, N B, l]
        seen.put("metric_loss", embedded.loss());
        NDArray next = actorCritic.slow(b.nextObservation(), z); // [1, N B]
        if (divergence.isPresent()) {
            BehaviorDivergence d = divergence.get();
            Descents.Descended fitted = fit(d, in.contrasts(), z);
            NDArray before = fitted.found(0); // D_0: c had not stepped yet
            next = d.inValue() ? next.sub(Scaling.by(d.alpha(), before)) : next;
            seen.put("dual_loss", fitted.loss());
            seen.put("divergence", mean(before));
            seen.put("alpha", d.alpha());
        }
        NDArray y = actorCritic.target(b, next);

        seen.put(
                "q_loss",
                descents.step(actorCritic.critic(), q -> actorCritic.criticLoss(b, z, y, q)));
        seen.putAll(actorCritic.improve(descents, b, z, p -> improvement(in, z, p)));
        divergence.ifPresent(d -> d.follow(seen.get("divergence")));

        seen.put("target", mean(y));
        return ordered(seen);
    }

    /** The distance loss, the only one that the encoder sees; finds z. */
    private Descents.Loss metricLoss(FocalInputs in, NDList parameters) {
        NDArray z = encoderShape.mean(in.context(), parameters); // [N, latent]
        NDArray loss = Scaling.by(config.metricWeight(), MetricLosses.inverseSquare(z, in.same()));
        return new Descents.Loss(loss, List.of(z));
    }

    /** Steps of the dual critic; what the first found: D. Policy and z stay as they were. */
    private Descents.Descended fit(
            BehaviorDivergence d, List<FocalInputs.Contrast> contrasts, NDArray z) {
        List<Descents.Descended> steps = new ArrayList<>();
        for (FocalInputs.Contrast rows : contrasts) {
            NDArray own = actorCritic.pi(rows.observation(), z).sample(rows.noise()).action();
            steps.add(descents.finding(d.critic(), c -> d.loss(rows, own, z, c)));
        }
        return steps.get(0);
    }

    /** Improvement by critics and c that have stepped. */
    private SoftActorCritic.Improvement improvement(FocalInputs in, NDArray z, NDList parameters) {
        Batch b = in.rows();
        SoftActorCritic.Improvement plain = actorCritic.improvement(b, in.noise(), z, parameters);
        if (divergence.isEmpty() || !divergence.get().inPolicy()) {
            return plain;
        }
        BehaviorDivergence d = divergence.get();
        NDArray now = d.at(b.observation(), b.action(), plain.action(), z); // D_1
        return plain.plus(Scaling.by(d.alpha(), now.mean(new int[] {1})));
    }

    /** z of each context [N, C, width], constant, [N, latent]. */
    private NDArray embed(NDArray context) {
        return encoderShape.mean(context, encoder.constant());
    }

    private static double mean(NDArray rows) {
        return rows.mean().getFloat();
    }

    /** What the next step learns from. */
    FocalInputs draw(NDManager scratch) {
        return new FocalDraws(config, data, actorCritic.actionSize(), random).next(scratch);
    }

    @Override
    public void begin(int epoch) {
        random = seeds.derived("epoch", epoch).stream("learner", 0);
    }

    @Override
    public List<String> metrics() {
        List<String> always =
                List.of("metric_loss", "q_loss", "v_loss", "policy_loss", "target", "q", "entropy");
        return divergence.isEmpty()
                ? always
                : Stream.concat(always.stream(), Stream.of("dual_loss", "divergence", "alpha"))
                        .toList();
    }

    private Map<String, Double> ordered(Map<String, Double> seen) {
        Map<String, Double> ordered = new LinkedHashMap<>();
        metrics().forEach(name -> ordered.put(name, seen.get(name)));
        return ordered;
    }

    /** The policy at the embedding of one context of each task: no steps. */
    @Override
    public List<Candidate> candidates(TaskData tasks) {
        context().requireEnough(ContextRows.NEW, tasks.sizes());
        float[] z = embeddings.one(tasks.rows(), tasks.seeds(), "context");
        return actorCritic.candidates(tasks.tasks(), z);
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
        to.put("encoder", encoder.state());
        actorCritic.save(to);
        divergence.ifPresent(d -> d.save(to.at("divergence")));
    }

    @Override
    public void restore(Snapshot from) {
        encoder.restore(from.network("encoder", encoder.parameters()));
        actorCritic.restore(from);
        divergence.ifPresent(d -> d.restore(from.at("divergence")));
    }

    /** Everything that moves, for a test that gives it values of its own. */
    Network encoder() {
        return encoder;
    }

    SoftActorCritic actorCritic() {
        return actorCritic;
    }

    Optional<BehaviorDivergence> divergence() {
        return divergence;
    }

    void descendBy(Descents.Rule rule) {
        descents.by(rule);
    }

    @Override
    public void close() {
        encoder.close();
        actorCritic.close();
        divergence.ifPresent(BehaviorDivergence::close);
    }
}
