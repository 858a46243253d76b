package merpo.agents.focal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import merpo.agents.Candidate;
import merpo.agents.Embedding;
import merpo.agents.OfflineLearner;
import merpo.agents.PolicyActor;
import merpo.agents.TaskData;
import merpo.agents.context.ContextActor;
import merpo.agents.context.ContextEncoder;
import merpo.agents.context.ContextRows;
import merpo.agents.context.MetricLosses;
import merpo.agents.context.Silhouette;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Initialization;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Scaling;
import merpo.datagen.nn.Seeds;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.replay.TaskBatch;
import merpo.datagen.replay.TaskBatches;
import merpo.datagen.snapshot.Snapshot;

/**
 * FOCAL: a task embedding z learned by distances alone, and under it an actor and critics of (s, a,
 * z) that are held near the data. On a new task it takes no step: a context of its data gives z.
 *
 * <p>A step gives the numbers of FOCAL's code (agents/PAPERS.md, "FOCAL").
 */
public final class Focal implements OfflineLearner {
    private static final int EMBEDDINGS = 10; // contexts per task where z is looked at

    private final NDManager manager;
    private final FocalConfig config;
    private final TaskBatches data;
    private final Seeds seeds; // of the training tasks
    private final ContextEncoder encoderShape;
    private final Policy policyShape;
    private final Critic criticShape;
    private final Critic valueShape;
    private final Network encoder; // z = q(c)
    private final Network critic; // Q_1, Q_2 (s, a, z)
    private final Network value; // V(s, z)
    private final ParameterStack slowValue; // its slow copy
    private final Network policy; // pi(a | s, z)
    private final Optional<BehaviorDivergence> divergence; // where the regularizer is a dual critic
    private RandomGenerator random;
    private Descent descent = Network::descend;

    /** How a network goes down a loss; a test looks at the gradients on the way. */
    interface Descent {
        float[] step(Network network, Function<NDList, NDArray> loss);
    }

    /**
     * A learner before its first step.
     *
     * @param tasks to learn, of which nothing but the rows and the first seed are used
     */
    Focal(NDManager manager, FocalConfig config, TaskData tasks) {
        this.manager = manager;
        this.config = config;
        context().requireEnough("training", tasks.rows());
        data = new TaskBatches(TimeLimitRows.of(tasks, config.bootstrap().timeLimits()));
        seeds = tasks.seeds();
        int n = tasks.observationSize();
        int m = tasks.actionSize();
        FocalConfig.Networks sizes = config.networks();
        encoderShape = sizes.encoder(context().width(n, m));
        policyShape = sizes.policy(n, m);
        criticShape = sizes.critic(n + m, 2);
        valueShape = sizes.critic(n, 1);
        encoder = network("encoder", encoderShape.transition(), 1, config.rates().encoder());
        critic = network("critic", criticShape.network(), 2, config.rates().critic());
        value = network("value", valueShape.network(), 1, config.rates().value());
        slowValue = value.parameters().copy();
        policy = network("policy", policyShape.network(), 1, config.rates().policy());
        divergence =
                config.regularizer() instanceof FocalConfig.DualCritic dual
                        ? Optional.of(divergence(dual, sizes.critic(n + m, 1)))
                        : Optional.empty();
        begin(0);
    }

    private BehaviorDivergence divergence(FocalConfig.DualCritic dual, Critic shape) {
        return new BehaviorDivergence(
                dual, shape, network("dual critic", shape.network(), 1, dual.rate()));
    }

    private Network network(String name, Mlp shape, int members, double rate) {
        Initialization rule = config.networks().firstWeights().rule(name.equals("policy"));
        List<RandomGenerator> weights = List.of(Streams.of(seeds.seed(0), name + " weights", 0));
        return Network.of(name, rule.draw(manager, shape, members, weights), rate);
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
        NDArray s = b.observation();
        Map<String, Double> seen = new LinkedHashMap<>();

        Descended embedded = descending(encoder, e -> metricLoss(in, e));
        NDArray z = TaskBatch.perRow(embedded.found(0).expandDims(0), in.perEntry()); // [1, N B, l]
        seen.put("metric_loss", embedded.loss());
        NDArray next = slow(b.nextObservation(), z); // [1, N B]
        if (divergence.isPresent()) {
            BehaviorDivergence d = divergence.get();
            Descended fitted = fit(d, in.contrasts(), z);
            NDArray before = fitted.found(0); // D_0: c had not stepped yet
            next = d.inValue() ? next.sub(Scaling.by(d.alpha(), before)) : next;
            seen.put("dual_loss", fitted.loss());
            seen.put("divergence", mean(before));
            seen.put("alpha", d.alpha());
        }
        NDArray y = FocalLosses.target(b.reward(), b.continues(), next, config.bootstrap());

        seen.put("q_loss", descend(critic, q -> FocalLosses.critic(q(s, b.action(), z, q), y)));
        Descended improved = descending(policy, p -> improvement(in, z, p)); // by stepped Q and c
        NDArray smaller = improved.found(0); // Q at the action of the policy before its step
        NDArray logProb = improved.found(1);
        NDArray soft = FocalLosses.soft(smaller, logProb, config.entropyWeight());
        seen.put("policy_loss", improved.loss());
        seen.put("v_loss", descend(value, v -> FocalLosses.value(v(s, z, v), soft)));
        slowValue.track(value.parameters(), config.bootstrap().polyak());
        divergence.ifPresent(d -> d.follow(seen.get("divergence")));

        seen.put("target", mean(y));
        seen.put("q", mean(smaller));
        seen.put("entropy", -mean(logProb));
        return ordered(seen);
    }

    /** The distance loss, the only one that the encoder sees; finds z. */
    private Loss metricLoss(FocalInputs in, NDList parameters) {
        NDArray z = encoderShape.mean(in.context(), parameters); // [N, latent]
        NDArray loss = Scaling.by(config.metricWeight(), MetricLosses.inverseSquare(z, in.same()));
        return new Loss(loss, List.of(z));
    }

    /** Steps of the dual critic; what the first found: D. Policy and z stay as they were. */
    private Descended fit(BehaviorDivergence d, List<FocalInputs.Contrast> contrasts, NDArray z) {
        List<Descended> steps = new ArrayList<>();
        for (FocalInputs.Contrast rows : contrasts) {
            NDArray own =
                    pi(rows.observation(), z, policy.constant()).sample(rows.noise()).action();
            steps.add(descending(d.critic(), c -> d.loss(rows, own, z, c)));
        }
        return steps.get(0);
    }

    /**
     * Improvement by Q and entropy, and what holds the policy near the data; finds Q at its action,
     * and that action's log density.
     */
    private Loss improvement(FocalInputs in, NDArray z, NDList parameters) {
        Batch b = in.rows();
        NDArray s = b.observation();
        SquashedGaussian pi = pi(s, z, parameters);
        SquashedGaussian.Sample own = pi.sample(in.noise());
        NDArray q = smaller(s, own.action(), z);
        NDArray soft = FocalLosses.soft(q, own.logProb(), config.entropyWeight());
        NDArray loss = FocalLosses.policy(soft, pi);
        if (config.regularizer() instanceof FocalConfig.CloneTerm clone) {
            NDArray imitation = FocalLosses.imitation(pi.mode(), b.action());
            loss = loss.add(Scaling.by(clone.weight(), imitation));
        }
        if (divergence.isPresent() && divergence.get().inPolicy()) {
            BehaviorDivergence d = divergence.get();
            NDArray now = d.at(s, b.action(), own.action(), z).mean(new int[] {1});
            loss = loss.add(Scaling.by(d.alpha(), now)); // D_1: c has stepped
        }
        return new Loss(loss, List.of(q, own.logProb()));
    }

    /** z of each context [N, C, width], constant, [1, N, latent]. */
    private NDArray embed(NDArray context) {
        return encoderShape.mean(context, encoder.constant()).expandDims(0);
    }

    private SquashedGaussian pi(NDArray s, NDArray z, NDList parameters) {
        return policyShape.at(s.concat(z, 2), parameters);
    }

    private NDArray q(NDArray s, NDArray a, NDArray z, NDList parameters) {
        return criticShape.values(List.of(s, a, z), parameters); // [1, 2, N B]
    }

    private NDArray smaller(NDArray s, NDArray a, NDArray z) {
        return criticShape.smaller(List.of(s, a, z), critic.constant());
    }

    private NDArray v(NDArray s, NDArray z, NDList parameters) {
        return valueShape.values(List.of(s, z), parameters).squeeze(1);
    }

    private NDArray slow(NDArray s, NDArray z) {
        return v(s, z, slowValue.constant());
    }

    private double descend(Network network, Function<NDList, NDArray> loss) {
        return descent.step(network, loss)[0];
    }

    /** A step down a loss that finds on its way what others need, so that nobody asks twice. */
    private Descended descending(Network network, Function<NDList, Loss> loss) {
        List<NDArray> found = new ArrayList<>();
        double value =
                descend(
                        network,
                        parameters -> {
                            Loss here = loss.apply(parameters);
                            here.found().forEach(one -> found.add(one.stopGradient()));
                            return here.value();
                        });
        return new Descended(value, found);
    }

    /**
     * A loss and what was found on the way to it.
     *
     * @param value [1]
     * @param found not yet constant
     */
    record Loss(NDArray value, List<NDArray> found) {}

    /** After a step: its loss, and what was found on the way, constant and of before the step. */
    private record Descended(double loss, List<NDArray> all) {
        NDArray found(int i) {
            return all.get(i);
        }
    }

    private static double mean(NDArray rows) {
        return rows.mean().getFloat();
    }

    /** What the next step learns from. */
    FocalInputs draw(NDManager scratch) {
        return new FocalDraws(config, data, policyShape.actionSize(), random).next(scratch);
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
        context().requireEnough("test", tasks.rows());
        PolicyActor shared = new PolicyActor(policyShape, policy.parameters(), tasks.tasks());
        float[] z = embeddings(tasks.rows(), tasks.seeds(), "context");
        return List.of(Candidate.of("adapted", new ContextActor(shared, z)));
    }

    /** [T * latent], each from a context drawn from the task's own stream. */
    private float[] embeddings(List<ReplayBuffer> rows, Seeds tasks, String purpose) {
        try (NDManager scratch = manager.newSubManager()) {
            return embed(context().draw(rows, tasks.streams(purpose), scratch)).toFloatArray();
        }
    }

    @Override
    public List<Embedding> embeddings(TaskData tasks) {
        return embeddings(tasks.rows(), tasks.seeds());
    }

    private List<Embedding> embeddings(List<ReplayBuffer> rows, Seeds tasks) {
        int latent = config.networks().latent();
        List<Embedding> all = new ArrayList<>();
        for (int context = 0; context < EMBEDDINGS; context++) {
            float[] z = embeddings(rows, tasks, "embedding " + context);
            for (int task = 0; task < rows.size(); task++) {
                float[] own = Arrays.copyOfRange(z, task * latent, (task + 1) * latent);
                all.add(new Embedding(task, own));
            }
        }
        return all;
    }

    @Override
    public List<String> diagnoses() {
        return List.of("silhouette");
    }

    /** How well z tells the training tasks apart; always on the same contexts. */
    @Override
    public Map<String, Double> diagnosis() {
        return Map.of("silhouette", Silhouette.of(embeddings(data.buffers(), seeds)));
    }

    @Override
    public void save(Snapshot to) {
        networks().forEach((name, network) -> to.put(name, network.state()));
        to.put("slow-value", slowValue.toArray());
        divergence.ifPresent(d -> d.save(to.at("divergence")));
    }

    @Override
    public void restore(Snapshot from) {
        networks().forEach((name, n) -> n.restore(from.network(name, n.parameters())));
        slowValue.restore(from.floats("slow-value", slowValue.size()));
        divergence.ifPresent(d -> d.restore(from.at("divergence")));
    }

    private Map<String, Network> networks() {
        return Map.of("encoder", encoder, "critic", critic, "value", value, "policy", policy);
    }

    /** Everything that moves, for a test that gives it values of its own. */
    Network encoder() {
        return encoder;
    }

    Network critic() {
        return critic;
    }

    Network value() {
        return value;
    }

    ParameterStack slowValue() {
        return slowValue;
    }

    Network policy() {
        return policy;
    }

    Optional<BehaviorDivergence> divergence() {
        return divergence;
    }

    void descendBy(Descent other) {
        descent = other;
    }

    @Override
    public void close() {
        networks().values().forEach(Network::close);
        slowValue.close();
        divergence.ifPresent(BehaviorDivergence::close);
    }
}
