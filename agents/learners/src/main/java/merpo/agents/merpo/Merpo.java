package merpo.agents.merpo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import merpo.agents.Candidate;
import merpo.agents.OfflineLearner;
import merpo.agents.PolicyActor;
import merpo.agents.TaskData;
import merpo.agents.clone.Clones;
import merpo.agents.dynamics.ModelRollouts;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.rac.Duals;
import merpo.agents.rac.Rac;
import merpo.agents.rac.RacConfig;
import merpo.agents.rac.RacMetrics;
import merpo.agents.rac.RacTrainer;
import merpo.agents.rac.Sources;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.snapshot.Snapshot;

/**
 * MerPO's meta-policy phase (Algorithm 2, lines 8 to 18): RAC within each task of a batch, then one
 * step of the meta-policy towards the tasks' policies, and of the meta-critic towards their
 * critics. Its clock counts meta-iterations.
 */
public final class Merpo implements OfflineLearner {
    private static final String META_POLICY_LOSS = "meta_policy_loss";
    static final String META_BELLMAN_ERROR = "meta_bellman_error";
    private static final List<String> METRICS =
            Stream.concat(
                            RacMetrics.NAMES.stream(),
                            Stream.of(META_POLICY_LOSS, META_BELLMAN_ERROR))
                    .toList();

    private final NDManager manager;
    private final MerpoConfig config;
    private final List<ReplayBuffer> data; // D_n
    private final Optional<TaskModels> models;
    private final ModelRollouts.Termination termination;
    private final Clones clones; // estimates of pi_beta
    private final long seed;
    private final List<ReplayBuffer> imagined; // D_model^n
    private List<RandomGenerator> randoms;
    private RandomGenerator taskDraws;
    private final MetaNetworks meta; // pi_c, Q_meta
    private final Rac tasks; // pi_n, Q_n, and what is tuned per task
    private final AlphaStep alphaStep;

    /**
     * @param data one dataset per training task; the caller keeps them
     * @param models one adapted ensemble per training task, none where all rows are real; the
     *     caller keeps them
     * @param clones one behavior clone per training task; the caller keeps them
     */
    public Merpo(
            NDManager manager,
            MerpoConfig config,
            List<ReplayBuffer> data,
            Optional<TaskModels> models,
            ModelRollouts.Termination termination,
            Clones clones,
            long seed) {
        requireTasks("MerpoConfig.taskBatch", config.taskBatch(), data.size());
        if (clones.likelihood().length != data.size()) {
            throw new IllegalArgumentException(
                    "there are %d behavior clones, must be one for each of the %d training tasks"
                            .formatted(clones.likelihood().length, data.size()));
        }
        this.manager = manager;
        this.config = config;
        this.data = List.copyOf(data);
        this.models = models;
        this.termination = termination;
        this.clones = clones;
        this.seed = seed;
        RacConfig inner = config.inner();
        int n = data.get(0).observationSize();
        int m = data.get(0).actionSize();
        imagined = ModelRollouts.buffers(data.size(), inner.rollouts().capacity(), n, m);
        randoms = Streams.perTask(seed, "MerPO task", data.size());
        taskDraws = Streams.of(seed, "MerPO task batches", 0);
        meta = MetaNetworks.draw(manager, config, n, m, seed);
        double[] unit = new double[data.size()];
        Arrays.fill(unit, inner.penalties().unit().known());
        tasks = meta.start(inner, Duals.start(inner, config.alpha(), unit, clones.likelihood()));
        alphaStep = new AlphaStep(meta.shape());
    }

    private static void requireTasks(String name, int batch, int tasks) {
        if (batch > tasks) {
            throw new IllegalArgumentException(
                    "%s is %d, must be at most the %d training tasks"
                            .formatted(name, batch, tasks));
        }
    }

    @Override
    public List<String> metrics() {
        return METRICS;
    }

    /** One meta-iteration. */
    @Override
    public Map<String, Double> step() {
        int[] rows = drawTasks(taskDraws, data.size(), config.taskBatch());
        List<RandomGenerator> own = pick(randoms, rows);
        Optional<TaskModels> ownModels = models.map(known -> known.gather(rows));
        try (RacTrainer trainer = trainer(rows, own, ownModels)) {
            for (int step = 1; step < config.innerSteps(); step++) {
                trainer.step();
            }
            Map<String, Double> seen = lastInnerAndOuterStep(trainer, rows, own);
            if (config.taskInit() != MerpoConfig.TaskInit.META) {
                tasks.scatter(rows, trainer.rac());
            }
            return seen;
        } finally {
            ownModels.ifPresent(TaskModels::close);
        }
    }

    private RacTrainer trainer(
            int[] rows, List<RandomGenerator> own, Optional<TaskModels> ownModels) {
        return new RacTrainer(
                manager,
                start(rows),
                pick(data, rows),
                ownModels.map(known -> new ModelRollouts(known, termination, pick(imagined, rows))),
                own);
    }

    @Override
    public List<String> diagnoses() {
        return RacTrainer.DIAGNOSES;
    }

    /** Of the tasks of one batch, as they would start. */
    @Override
    public Map<String, Double> diagnosis() {
        int[] rows = drawTasks(taskDraws, data.size(), config.taskBatch());
        Optional<TaskModels> ownModels = models.map(known -> known.gather(rows));
        try (RacTrainer trainer = trainer(rows, pick(randoms, rows), ownModels)) {
            return trainer.diagnosis();
        } finally {
            ownModels.ifPresent(TaskModels::close);
        }
    }

    /** The meta-policy's step is on the last mixed batch of the inner loop (A36). */
    private Map<String, Double> lastInnerAndOuterStep(
            RacTrainer trainer, int[] rows, List<RandomGenerator> own) {
        try (NDManager scratch = manager.newSubManager()) {
            Batch batch = trainer.nextBatch(scratch);
            Map<String, Double> seen = trainer.update(batch);
            seen.put(META_POLICY_LOSS, improveMetaPolicy(trainer.rac(), batch));
            meta.approach(trainer.rac().critics(), config);
            if (config.alphaRate() > 0) {
                try (Clones ownClones = clones.gather(rows)) {
                    alphaStep.adapt(trainer.rac(), ownClones, pick(data, rows), own, scratch);
                }
            }
            Batch real = batch.slice(0, config.inner().realRows());
            seen.put(
                    META_BELLMAN_ERROR,
                    MetaCriticError.of(
                            meta.shape(),
                            meta.criticShape(),
                            meta.policy().constant(),
                            meta.critic().constant(),
                            real,
                            config.inner().bootstrap()));
            return seen;
        }
    }

    /** Without replacement, every task equally likely. */
    static int[] drawTasks(RandomGenerator random, int tasks, int batch) {
        int[] order = IntStream.range(0, tasks).toArray();
        for (int i = 0; i < batch; i++) {
            int j = random.nextInt(i, tasks);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return Arrays.copyOf(order, batch);
    }

    /** The learners of the tasks drawn, as an iteration begins; the caller closes them. */
    Rac start(int... rows) {
        return switch (config.taskInit()) {
            case META -> meta.start(config.inner(), tasks.duals().gather(rows));
            case PERSIST -> tasks.gather(rows);
            case PERSIST_POLICIES -> meta.judge(tasks.gather(rows));
        };
    }

    private static <T> List<T> pick(List<T> all, int[] rows) {
        return Arrays.stream(rows).mapToObj(all::get).toList();
    }

    /**
     * Eq. (10) by the envelope theorem (PAPERS.md, A16): mean over tasks of {@code lambda_n (1 -
     * alpha_n) E_s KL(sg[pi_n] || pi_c)} on the last mixed batch.
     */
    private double improveMetaPolicy(Rac rac, Batch batch) {
        NDArray s = batch.observation();
        SquashedGaussian own = meta.shape().at(s, rac.actors().constant());
        float[] weights = new float[batch.tasks()];
        for (int task = 0; task < weights.length; task++) {
            weights[task] = (float) weight(rac.duals(), task);
        }
        NDArray weight = s.getManager().create(weights, new Shape(weights.length));
        return meta.policy().descend(pi -> metaPolicyLoss(own, meta.shape().at(s, pi), weight))[0];
    }

    /** {@code lambda (1 - alpha)}, but not so small that the meta-policy would stop (A18). */
    double weight(Duals duals, int task) {
        return Math.max(
                config.meta().leastWeight(),
                duals.strength(task) * (1 - duals.alpha().value(task)));
    }

    /**
     * @param own the tasks' policies, constant, [T, B, act]
     * @param shared the meta-policy at the same states
     * @param weight [T]
     * @return [1]
     */
    static NDArray metaPolicyLoss(SquashedGaussian own, SquashedGaussian shared, NDArray weight) {
        return own.klTo(shared).mean(new int[] {1}).mul(weight).mean().reshape(1);
    }

    /** A copy of what has been learned so far; the caller closes it. */
    public MetaKnowledge knowledge() {
        return meta.knowledge(tasks.duals().temperature().mean());
    }

    /** The tasks' learners, as they persist between iterations. */
    Rac tasks() {
        return tasks;
    }

    /** The meta-policy pi_c, [1, P]. */
    ParameterStack metaPolicy() {
        return meta.policy().parameters();
    }

    /**
     * MerPO's meta-test: RAC from pi_c and Q_meta; beside it pi_c as it is, and COMBO from the same
     * start, which shows what the start alone is worth.
     */
    @Override
    public List<Candidate> candidates(TaskData tasks) {
        MetaKnowledge known = knowledge();
        Adaptation adaptation = adaptation(tasks);
        return List.of(
                adaptation.fromMeta(known).candidate("adapted", config.testSteps()),
                asItIs(known, tasks),
                adaptation.comboFromMeta(known).candidate("combo-from-meta", config.testSteps()));
    }

    /** The meta-policy; it owns what the learners beside it started from. */
    private record KnownPolicy(MetaKnowledge known, PolicyActor actor) implements Candidate {
        @Override
        public String name() {
            return "meta";
        }

        @Override
        public void close() {
            known.close();
        }
    }

    /**
     * Without the start at pi_c and Q_meta, without the regularizer towards pi_c (alpha 1), without
     * both, and without either regularizer or start (COMBO); pi_c as it is.
     */
    @Override
    public List<Candidate> ablations(TaskData tasks) {
        MetaKnowledge known = knowledge();
        Adaptation own = adaptation(tasks);
        Adaptation ofData = own.withAlpha(1);
        int steps = config.testSteps();
        return List.of(
                own.nearMetaFromScratch(known).candidate("no-init", steps),
                ofData.fromMeta(known).candidate("behavior-only", steps),
                ofData.nearMetaFromScratch(known).candidate("behavior-only-no-init", steps),
                fromScratch(own),
                asItIs(known, tasks));
    }

    private Candidate asItIs(MetaKnowledge known, TaskData tasks) {
        return new KnownPolicy(known, new PolicyActor(meta.shape(), known.policy(), tasks.tasks()));
    }

    private Candidate fromScratch(Adaptation adaptation) {
        return adaptation.comboFromScratch().candidate("combo", config.testSteps());
    }

    /** COMBO from random networks, with as many steps. */
    @Override
    public List<Candidate> baselines(TaskData tasks) {
        return List.of(fromScratch(adaptation(tasks)));
    }

    private Adaptation adaptation(TaskData tasks) {
        RacConfig inner = config.inner();
        return new Adaptation(manager, inner, Sources.of(tasks, inner), tasks.seeds().seed(0))
                .withAlphaRate(config.alphaRate(), tasks.clones().orElseThrow());
    }

    @Override
    public void begin(int epoch) {
        long own = Streams.seed(seed, "epoch", epoch);
        randoms = Streams.perTask(own, "MerPO task", data.size());
        taskDraws = Streams.of(own, "MerPO task batches", 0);
    }

    @Override
    public void save(Snapshot to) {
        meta.save(to);
        tasks.save(to.at("tasks"));
        to.put("imagined", imagined);
    }

    @Override
    public void restore(Snapshot from) {
        meta.restore(from);
        tasks.restore(from.at("tasks"));
        from.restore("imagined", imagined);
    }

    @Override
    public void close() {
        tasks.close();
        meta.close();
    }
}
