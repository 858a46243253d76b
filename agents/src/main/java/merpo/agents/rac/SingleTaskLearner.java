package merpo.agents.rac;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import merpo.agents.OfflineLearner;
import merpo.agents.dynamics.Imagination;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.snapshot.Snapshot;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;

/**
 * RAC, COMBO-3, COMBO or CQL on one dataset per task, each task for itself, all in one stack. Its
 * clock counts gradient steps.
 */
public final class SingleTaskLearner implements OfflineLearner {
    private final RacTrainer trainer;
    private final long seed;
    private final int tasks;

    private SingleTaskLearner(RacTrainer trainer, int tasks, long seed) {
        this.trainer = trainer;
        this.tasks = tasks;
        this.seed = seed;
        begin(0);
    }

    /**
     * Learners with random networks.
     *
     * @param data one dataset per task
     * @param models one ensemble per task, none where all rows are real; the caller keeps them
     * @param meta the meta-policy pi_c; the caller keeps it
     * @param cloneLikelihood of each task's behavior clone, zeros where none is known
     */
    public static SingleTaskLearner of(
            NDManager manager,
            RacConfig config,
            List<ReplayBuffer> data,
            Optional<TaskModels> models,
            Imagination.Termination termination,
            FrozenPolicy meta,
            double[] cloneLikelihood,
            long seed) {
        int n = data.get(0).observationSize();
        int m = data.get(0).actionSize();
        List<RandomGenerator> weights = Streams.perTask(seed, "learner weights", data.size());
        List<TaskDuals> duals =
                Arrays.stream(cloneLikelihood)
                        .mapToObj(likelihood -> TaskDuals.start(config, m, likelihood))
                        .toList();
        Rac rac =
                Rac.from(
                        config,
                        n,
                        m,
                        config.sizes().policy(n, m).initialize(manager, weights),
                        config.sizes().critic(n, m).initialize(manager, weights),
                        meta,
                        duals);
        Optional<Imagination> imagination =
                models.map(
                        known ->
                                new Imagination(
                                        known,
                                        termination,
                                        Imagination.buffers(
                                                data.size(), config.rollouts().capacity(), n, m)));
        return new SingleTaskLearner(
                new RacTrainer(
                        manager, rac, data, imagination, Streams.perTask(seed, "", data.size())),
                data.size(),
                seed);
    }

    @Override
    public List<String> metrics() {
        return RacMetrics.NAMES;
    }

    @Override
    public Map<String, Double> step() {
        return trainer.step().named();
    }

    @Override
    public double regularization() {
        return trainer.regularization();
    }

    @Override
    public void begin(int epoch) {
        trainer.reseed(Streams.perTask(Streams.seed(seed, "epoch", epoch), "learner", tasks));
    }

    @Override
    public Policy policy() {
        return trainer.rac().policy();
    }

    @Override
    public ParameterStack actors() {
        return trainer.rac().actors();
    }

    @Override
    public void save(Snapshot to) {
        trainer.save(to);
    }

    @Override
    public void restore(Snapshot from) {
        trainer.restore(from);
    }

    @Override
    public void close() {
        trainer.close();
    }
}
