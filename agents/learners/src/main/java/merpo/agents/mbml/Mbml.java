package merpo.agents.mbml;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import merpo.agents.Candidate;
import merpo.agents.TaskData;
import merpo.agents.context.ContextEncoder;
import merpo.agents.context.ContextRows;
import merpo.agents.context.Descents;
import merpo.agents.context.EmbeddingLearner;
import merpo.agents.context.Embeddings;
import merpo.agents.generative.CandidateActor;
import merpo.agents.generative.Condition;
import merpo.agents.generative.GenerativePolicy;
import merpo.agents.generative.Proposal;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.Scaling;
import merpo.datagen.nn.Seeds;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.TaskBatch;
import merpo.datagen.replay.TaskBatches;
import merpo.datagen.snapshot.Snapshot;

/**
 * MBML's third phase: one student under a task embedding z learns what the teachers of all tasks
 * say, and z learns to tell tasks apart from transitions that would look the same in each but for
 * their rewards and successors. On a new task it takes no step: a context of its data gives z.
 *
 * <p>A step gives the numbers of MBML's code (agents/PAPERS.md, "MBML").
 */
public final class Mbml implements EmbeddingLearner {
    private final NDManager manager;
    private final MbmlConfig config;
    private final TaskBatches data;
    private final Seeds seeds; // of the training tasks
    private final Lessons lessons;
    private final Relabelling relabelling;
    private final ContextEncoder encoderShape;
    private final Critic criticShape;
    private final GenerativePolicy policy;
    private final Network encoder; // q(z | c)
    private final Network critic; // Q(s, a, z)
    private final Network decoder; // (s, zeta, z) to an action
    private final Network perturbation; // of (s, b, z)
    private final Descents descents = new Descents();
    private RandomGenerator random;

    /**
     * A learner before its first step.
     *
     * @param tasks to learn, of which nothing but the rows and the first seed are used
     * @param lessons of these tasks' teachers, taken over
     * @param relabelling by these tasks' predictors, taken over
     */
    Mbml(
            NDManager manager,
            MbmlConfig config,
            TaskData tasks,
            Lessons lessons,
            Relabelling relabelling) {
        this.manager = manager;
        this.config = config;
        this.lessons = lessons;
        this.relabelling = relabelling;
        config.batch().requireEnough(tasks.sizes());
        data = new TaskBatches(tasks.rows());
        seeds = tasks.seeds();
        int n = tasks.observationSize();
        int m = tasks.actionSize();
        MbmlConfig.Networks sizes = config.networks();
        encoderShape = sizes.encoder(context().width(n, m));
        criticShape = sizes.critic(n + m);
        policy = sizes.policy(n, m, lessons.latentSize());
        MbmlConfig.Rates rates = config.rates();
        encoder = network("encoder", encoderShape.transition(), rates.encoder());
        critic = network("critic", criticShape.network(), rates.critic());
        decoder = network("decoder", policy.decoder().network(), rates.decoder());
        perturbation =
                network("perturbation", policy.perturbation().network(), rates.perturbation());
        begin(0);
    }

    private Network network(String name, Mlp shape, double rate) {
        List<RandomGenerator> weights = List.of(Streams.of(seeds.seed(0), name + " weights", 0));
        return Network.of(
                name,
                config.networks().firstWeights().ofOthers().draw(manager, shape, 1, weights),
                rate);
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

    /** One step of each network; decoder and perturbation read z as it was before the step. */
    Map<String, Double> update(MbmlInputs in) {
        Batch b = in.rows();
        Lessons.Lesson lesson =
                lessons.of(in.tasks(), b.observation(), b.action(), in.actionNoise());
        Descents.Descended inferred =
                descents.finding(
                        List.of(encoder, critic),
                        views -> inference(in, lesson.q(), views.get(0), views.get(1)));
        NDArray z = TaskBatch.perRow(inferred.found(0).expandDims(0), b.rows());
        Condition here = Condition.of(shared(b.observation()), z);
        NDArray noise = shared(in.actionNoise());
        NDArray candidate = shared(lesson.candidate());
        NDArray change = shared(lesson.change());

        Map<String, Double> seen = new LinkedHashMap<>();
        seen.put("q_loss", mean(inferred.found(1)));
        seen.put("triplet_loss", mean(inferred.found(2)));
        seen.put("kl", mean(inferred.found(3)));
        seen.put(
                "candidate_loss",
                descents.step(
                        decoder,
                        d -> error(policy.decode(here, noise, lessons.how(), d), candidate)));
        seen.put(
                "perturbation_loss",
                descents.step(
                        perturbation,
                        p -> error(policy.perturbation().at(here, candidate, p), change)));
        seen.put("kept", in.contexts().share());
        seen.put("teacher_q", mean(lesson.q()));
        return seen;
    }

    /**
     * What encoder and critic descend together: the critic's error, the triplet loss and the
     * divergence from the prior. Finds z, the error, the triplet loss, the divergence of each task.
     */
    private Descents.Loss inference(MbmlInputs in, NDArray teacher, NDList e, NDList q) {
        TaskInference inferred = TaskInference.of(encoderShape, in.contexts(), e);
        NDArray z = inferred.combined().sample(in.taskNoise()); // [N, latent]
        Batch b = in.rows();
        NDArray perRow = TaskBatch.perRow(z.expandDims(0), b.rows());
        NDArray values =
                criticShape
                        .values(List.of(shared(b.observation()), shared(b.action()), perRow), q)
                        .squeeze(1);
        NDArray error = values.sub(teacher.reshape(1, -1)).square().mean(new int[] {1});
        NDArray triplet = inferred.triplet(config.triplet().margin());
        NDArray kl = inferred.combined().klToPrior(); // [N]
        NDArray loss =
                error.add(Scaling.by(config.triplet().weight(), triplet))
                        .add(Scaling.by(config.klWeight(), kl).sum().reshape(1));
        return new Descents.Loss(loss, List.of(z, error, triplet, kl));
    }

    /** The mean square difference over rows and entries, [1]. */
    private static NDArray error(NDArray student, NDArray teacher) {
        return student.sub(teacher).square().reshape(1, -1).mean(new int[] {1});
    }

    /** Rows of each task as rows of one, [1, N B, width]. */
    private static NDArray shared(NDArray rows) {
        return rows.reshape(1, -1, rows.getShape().get(2));
    }

    private static double mean(NDArray all) {
        return all.mean().getFloat();
    }

    /** What the next step learns from. */
    MbmlInputs draw(NDManager scratch) {
        return new MbmlDraws(config, data, relabelling, lessons.latentSize(), random).next(scratch);
    }

    @Override
    public void begin(int epoch) {
        random = seeds.derived("epoch", epoch).stream("learner", 0);
    }

    @Override
    public List<String> metrics() {
        return List.of(
                "q_loss",
                "triplet_loss",
                "kl",
                "candidate_loss",
                "perturbation_loss",
                "kept",
                "teacher_q");
    }

    /**
     * The student at the posterior mean of one context of each task: no steps. Beside it what
     * imitates alone, and what does not know the task.
     */
    @Override
    public List<Candidate> candidates(TaskData tasks) {
        context().requireEnough(ContextRows.NEW, tasks.sizes());
        float[] z = embedded().one(tasks.rows(), tasks.seeds(), "context");
        long[] own = CandidateActor.seeds(tasks.seeds());
        return List.of(
                Candidate.of("adapted", student(lessons.how(), z, own)),
                Candidate.of("conditional-clone", student(Proposal.imitation(), z, own)),
                Candidate.of("no-context", student(lessons.how(), new float[z.length], own)));
    }

    /**
     * The student as it is now, at an embedding of each task, [T * latent].
     *
     * @param streams of its latents, {@link CandidateActor#seeds}
     */
    CandidateActor student(Proposal how, float[] z, long[] streams) {
        CandidateActor.Networks now =
                new CandidateActor.Networks(
                        policy,
                        criticShape,
                        decoder.parameters(),
                        perturbation.parameters(),
                        critic.parameters());
        return new CandidateActor(now, how, z, streams);
    }

    /** Posterior means. */
    @Override
    public Embeddings embedded() {
        return new Embeddings(
                manager,
                context(),
                rows -> encoderShape.posterior(rows, encoder.constant()).mean());
    }

    @Override
    public double silhouette() {
        return embedded().silhouette(data.buffers(), seeds);
    }

    @Override
    public void save(Snapshot to) {
        networks().forEach((name, network) -> to.put(name, network.state()));
    }

    @Override
    public void restore(Snapshot from) {
        networks().forEach((name, n) -> n.restore(from.network(name, n.parameters())));
    }

    /** Everything that moves. */
    Map<String, Network> networks() {
        return Map.of(
                "encoder", encoder,
                "critic", critic,
                "decoder", decoder,
                "perturbation", perturbation);
    }

    /** For a test that looks at gradients. */
    Descents descents() {
        return descents;
    }

    @Override
    public void close() {
        networks().values().forEach(Network::close);
        lessons.close();
        relabelling.close();
    }
}
