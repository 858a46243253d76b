package merpo.agents.rac;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import merpo.agents.Candidate;
import merpo.agents.FrozenPolicy;
import merpo.agents.OfflineLearner;
import merpo.agents.PolicyActor;
import merpo.agents.TaskData;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Seeds;
import merpo.datagen.snapshot.Snapshot;

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
     * @param meta the meta-policy pi_c; the caller keeps it
     * @param annealing steps over which the actors' rate falls to 0, see {@link #share}; 0 if it
     *     stays
     */
    public static SingleTaskLearner of(
            NDManager manager,
            RacConfig config,
            Sources sources,
            FrozenPolicy meta,
            Seeds seeds,
            int annealing) {
        int n = sources.observationSize();
        int m = sources.actionSize();
        List<RandomGenerator> weights = seeds.streams("learner weights");
        return new SingleTaskLearner(
                RacTrainer.fresh(
                        manager,
                        config,
                        sources,
                        config.sizes().policy(n, m).initialize(manager, weights),
                        config.sizes().critic(n, m).initialize(manager, weights),
                        meta,
                        seeds.streams("")),
                seeds,
                annealing);
    }

    @Override
    public List<String> metrics() {
        return RacMetrics.NAMES;
    }

    @Override
    public Map<String, Double> step() {
        return trainer.step();
    }

    @Override
    public List<String> diagnoses() {
        return RacTrainer.DIAGNOSES;
    }

    @Override
    public Map<String, Double> diagnosis() {
        return trainer.diagnosis();
    }

    @Override
    public void begin(int epoch) {
        trainer.rac().slowActors(share(trainer.steps(), annealing));
        trainer.reseed(seeds.derived("epoch", epoch).streams("learner"));
    }

    /**
     * What is left of the actors' rate: half a cosine over the training, as in COMBO's code
     * (PAPERS.md, "Single tasks"), moved at the beginning of each epoch.
     */
    static double share(int step, int annealing) {
        return annealing == 0
                ? 1
                : (1 + Math.cos(Math.PI * Math.min(step, annealing) / annealing)) / 2;
    }

    /** It has learned the very tasks that it is tried on. */
    @Override
    public List<Candidate> candidates(TaskData tasks) {
        return List.of(trainer.candidate("learned", 0));
    }

    @Override
    public List<Candidate> baselines(TaskData tasks) {
        return tasks
                .near()
                .map(
                        near ->
                                Candidate.of(
                                        "meta",
                                        new PolicyActor(
                                                near.shape(), near.parameters(), tasks.tasks())))
                .stream()
                .toList();
    }

    /** What acts: one policy per row of the stack, [T, P]. They move with each step. */
    ParameterStack actors() {
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
