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
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.ReplayBuffer;

/**
 * RAC, COMBO-3, COMBO or CQL on one dataset per task, each task for itself, once or with several
 * seeds, all in one stack. Its clock counts gradient steps.
 */
public final class SingleTaskLearner implements OfflineLearner {
    private final RacTrainer trainer;
    private final Seeds seeds;
    private final int annealing;

    private SingleTaskLearner(RacTrainer trainer, Seeds seeds, int annealing) {
        this.trainer = trainer;
        this.seeds = seeds;
        this.annealing = annealing;
        begin(0);
    }

    /**
     * Learners with random networks.
     *
     * @param data one dataset per row of the stack
     * @param models one ensemble per row, none where all rows are real; the caller keeps them
     * @param meta the meta-policy pi_c; the caller keeps it
     * @param cloneLikelihood of each row's behavior clone, zeros where none is known
     * @param annealing steps over which the actors' rate falls to 0, see {@link #share}; 0 if it
     *     stays
     */
    public static SingleTaskLearner of(
            NDManager manager,
            RacConfig config,
            List<ReplayBuffer> data,
            Optional<TaskModels> models,
            Imagination.Termination termination,
            FrozenPolicy meta,
            double[] cloneLikelihood,
            Seeds seeds,
            int annealing) {
        int n = data.get(0).observationSize();
        int m = data.get(0).actionSize();
        List<RandomGenerator> weights = seeds.streams("learner weights");
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
                new RacTrainer(manager, rac, data, imagination, seeds.streams("")),
                seeds,
                annealing);
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
        trainer.rac().slowActors(share(trainer.steps(), annealing));
        trainer.reseed(seeds.derived("epoch", epoch).streams("learner"));
    }

    /**
     * What is left of the actors' rate: half a cosine over the training, as in COMBO's code
     * (facts/algorithms.md 3), moved at the beginning of each epoch.
     */
    static double share(int step, int annealing) {
        return annealing == 0
                ? 1
                : (1 + Math.cos(Math.PI * Math.min(step, annealing) / annealing)) / 2;
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
