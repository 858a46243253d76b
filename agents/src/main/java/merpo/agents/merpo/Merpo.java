package merpo.agents.merpo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import merpo.agents.dynamics.Imagination;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.rac.Rac;
import merpo.agents.rac.RacConfig;
import merpo.agents.rac.RacMetrics;
import merpo.agents.rac.RacTrainer;
import merpo.agents.rac.TaskDuals;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.nn.Streams;
import merpo.datagen.nn.TwinCritic;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.ReplayBuffer;

/**
 * MerPO's meta-policy phase (Algorithm 2, lines 8 to 18): RAC within each task of a batch, then one
 * step of the meta-policy towards the tasks' policies, and of the meta-critic towards their
 * critics.
 */
public final class Merpo implements AutoCloseable {
    private final NDManager manager;
    private final MerpoConfig config;
    private final List<ReplayBuffer> data; // D_n
    private final TaskModels models;
    private final Imagination.Termination termination;
    private final List<ReplayBuffer> imagined; // D_model^n
    private final List<RandomGenerator> randoms;
    private final RandomGenerator taskDraws;
    private final Policy policy;
    private final Network metaPolicy; // pi_c
    private final Network metaCritic; // Q_meta, two heads
    private final Rac tasks; // pi_n, Q_n, and what is tuned per task

    /**
     * @param data one dataset per training task; the caller keeps them
     * @param models one adapted ensemble per training task; the caller keeps them
     * @param cloneLikelihood negative log-likelihood of each task's behavior clone, zeros where
     *     lambda's rule does not correct by it
     */
    @SuppressWarnings("this-escape")
    public Merpo(
            NDManager manager,
            MerpoConfig config,
            List<ReplayBuffer> data,
            TaskModels models,
            Imagination.Termination termination,
            double[] cloneLikelihood,
            long seed) {
        this.manager = manager;
        this.config = config;
        this.data = List.copyOf(data);
        this.models = models;
        this.termination = termination;
        RacConfig inner = config.inner();
        int n = data.get(0).observationSize();
        int m = data.get(0).actionSize();
        if (config.taskBatch() > data.size()) {
            throw new IllegalArgumentException(
                    "MerpoConfig.taskBatch is %d, must be at most the %d training tasks"
                            .formatted(config.taskBatch(), data.size()));
        }
        if (cloneLikelihood.length != data.size()) {
            throw new IllegalArgumentException(
                    "cloneLikelihood has %d numbers, must be one for each of the %d training tasks"
                            .formatted(cloneLikelihood.length, data.size()));
        }
        imagined = Imagination.buffers(data.size(), inner.sizes().imaginedCapacity(), n, m);
        randoms = Streams.perTask(seed, "MerPO task", data.size());
        taskDraws = Streams.of(seed, "MerPO task batches", 0);
        policy = inner.sizes().policy(n, m);
        TwinCritic critic = inner.sizes().critic(n, m);
        List<RandomGenerator> weights = List.of(Streams.of(seed, "MerPO weights", 0));
        metaPolicy =
                Network.of(
                        "meta-policy",
                        policy.initialize(manager, weights),
                        config.metaPolicyRate());
        metaCritic =
                Network.of(
                        "meta-critic",
                        critic.initialize(manager, weights),
                        config.metaCriticRate());
        List<TaskDuals> duals =
                Arrays.stream(cloneLikelihood)
                        .mapToObj(likelihood -> TaskDuals.start(inner, m, likelihood))
                        .toList();
        tasks =
                Rac.from(
                        inner,
                        n,
                        m,
                        metaPolicy.parameters().repeat(data.size()),
                        metaCritic.parameters().repeat(data.size()),
                        metaPolicy.parameters(),
                        duals);
    }

    /**
     * What one meta-iteration saw.
     *
     * @param inner the last within-task step
     * @param metaPolicyLoss mean over tasks of {@code lambda (1 - alpha) KL(pi_n || pi_c)}
     */
    public record Metrics(RacMetrics inner, double metaPolicyLoss) {}

    /** One meta-iteration. */
    public Metrics iterate() {
        int[] rows = drawTasks(taskDraws, data.size(), config.taskBatch());
        List<RandomGenerator> own = pick(randoms, rows);
        try (TaskModels ownModels = models.gather(rows);
                RacTrainer trainer =
                        new RacTrainer(
                                manager,
                                start(rows),
                                pick(data, rows),
                                new Imagination(ownModels, termination, pick(imagined, rows)),
                                own)) {
            Metrics metrics = null;
            for (int step = 1; step <= config.innerSteps(); step++) {
                try (NDManager scratch = manager.newSubManager()) {
                    Batch batch = trainer.nextBatch(scratch);
                    RacMetrics inner = trainer.update(batch);
                    if (step == config.innerSteps()) {
                        metrics = new Metrics(inner, improveMetaPolicy(trainer.rac(), batch));
                    }
                }
            }
            improveMetaCritic(trainer.rac());
            if (config.taskInit() == MerpoConfig.TaskInit.PERSIST) {
                tasks.scatter(rows, trainer.rac());
            }
            return metrics;
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
        if (config.taskInit() == MerpoConfig.TaskInit.PERSIST) {
            return tasks.gather(rows);
        }
        return Rac.from(
                config.inner(),
                policy.observationSize(),
                policy.actionSize(),
                metaPolicy.parameters().repeat(rows.length),
                metaCritic.parameters().repeat(rows.length),
                metaPolicy.parameters(),
                Arrays.stream(rows).mapToObj(tasks::duals).toList());
    }

    private static <T> List<T> pick(List<T> all, int[] rows) {
        return Arrays.stream(rows).mapToObj(all::get).toList();
    }

    /**
     * Eq. (10) by the envelope theorem (facts/algorithms.md 5.3, A16): mean over tasks of {@code
     * lambda_n (1 - alpha) E_s KL(sg[pi_n] || pi_c)} on the last mixed batch.
     */
    private double improveMetaPolicy(Rac rac, Batch batch) {
        NDArray s = batch.observation();
        SquashedGaussian own = policy.at(s, rac.actors().constant());
        float[] weights = new float[batch.tasks()];
        for (int task = 0; task < weights.length; task++) {
            weights[task] = (float) weight(rac.duals(task).lambda().value());
        }
        NDArray weight = s.getManager().create(weights, new Shape(weights.length));
        return metaPolicy
                .descend(parameters -> metaPolicyLoss(own, policy.at(s, parameters), weight))[0];
    }

    /** {@code lambda (1 - alpha)}, but not so small that the meta-policy would stop (A18). */
    double weight(double lambda) {
        return Math.max(config.leastWeight(), lambda * (1 - config.inner().alpha()));
    }

    /**
     * @param own the tasks' policies, constant, [T, B, act]
     * @param meta the meta-policy at the same states
     * @param weight [T]
     * @return [1]
     */
    static NDArray metaPolicyLoss(SquashedGaussian own, SquashedGaussian meta, NDArray weight) {
        return own.klTo(meta).mean(new int[] {1}).mul(weight).mean().reshape(1);
    }

    /** Algorithm 2, line 16, in parameter space, each head with its own kind. */
    private void improveMetaCritic(Rac rac) {
        try (ParameterStack mean = rac.critics().mean()) {
            switch (config.metaCriticStep()) {
                case LITERAL -> metaCritic.parameters().track(mean, config.metaCriticRate());
                case ADAM -> metaCritic.approach(mean);
            }
        }
    }

    /** A copy of what has been learned so far; the caller closes it. */
    public MetaKnowledge knowledge() {
        double temperature =
                IntStream.range(0, data.size())
                        .mapToDouble(task -> tasks.duals(task).temperature().value())
                        .average()
                        .orElseThrow();
        return new MetaKnowledge(
                metaPolicy.parameters().copy(), metaCritic.parameters().copy(), temperature);
    }

    /** The tasks' learners, as they persist between iterations. */
    Rac tasks() {
        return tasks;
    }

    public Policy policy() {
        return policy;
    }

    @Override
    public void close() {
        tasks.close();
        metaPolicy.close();
        metaCritic.close();
    }
}
