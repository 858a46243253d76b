package merpo.agents.merpo;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import merpo.agents.dynamics.Imagination;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.rac.Entropy;
import merpo.agents.rac.FrozenPolicy;
import merpo.agents.rac.Penalties;
import merpo.agents.rac.Rac;
import merpo.agents.rac.RacConfig;
import merpo.agents.rac.RacTrainer;
import merpo.agents.rac.TaskDuals;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;

/**
 * Learning new tasks from their datasets alone (MerPO's meta-test, facts/algorithms.md 5.5): each
 * method returns a trainer to step, all tasks stacked; the caller closes it. Nothing flows back.
 */
public final class Adaptation {
    private final NDManager manager;
    private final RacConfig config;
    private final List<ReplayBuffer> data;
    private final Optional<TaskModels> models;
    private final Imagination.Termination termination;
    private final double[] cloneLikelihood;
    private final long seed;

    /** New tasks whose D_beta is the raw negative log-likelihood. */
    public Adaptation(
            NDManager manager,
            RacConfig config,
            List<ReplayBuffer> data,
            Optional<TaskModels> models,
            Imagination.Termination termination,
            long seed) {
        this(manager, config, data, models, termination, new double[data.size()], seed);
    }

    /**
     * @param config the within-task learner
     * @param data one dataset per new task
     * @param models one adapted ensemble per new task, none where all rows are real
     * @param cloneLikelihood negative log-likelihood of each new task's behavior clone, zeros where
     *     lambda's rule does not correct by it
     */
    public Adaptation(
            NDManager manager,
            RacConfig config,
            List<ReplayBuffer> data,
            Optional<TaskModels> models,
            Imagination.Termination termination,
            double[] cloneLikelihood,
            long seed) {
        if (cloneLikelihood.length != data.size()) {
            throw new IllegalArgumentException(
                    "cloneLikelihood has %d numbers, must be one for each of the %d new tasks"
                            .formatted(cloneLikelihood.length, data.size()));
        }
        this.manager = manager;
        this.config = config;
        this.data = List.copyOf(data);
        this.models = models;
        this.termination = termination;
        this.cloneLikelihood = cloneLikelihood.clone();
        this.seed = seed;
    }

    /** RAC from the meta-policy and meta-critic: MerPO. */
    public RacTrainer fromMeta(MetaKnowledge knowledge) {
        return fromMeta(config, knowledge);
    }

    /**
     * COMBO from the meta-policy and meta-critic: the control that shows what the start is worth.
     */
    public RacTrainer comboFromMeta(MetaKnowledge knowledge) {
        return fromMeta(config.combo(), knowledge);
    }

    /** COMBO from random networks: what a single task can do alone (A31). */
    public RacTrainer comboFromScratch() {
        List<RandomGenerator> weights = Streams.perTask(seed, "COMBO weights", data.size());
        int n = data.get(0).observationSize();
        int m = data.get(0).actionSize();
        ParameterStack actors = config.sizes().policy(n, m).initialize(manager, weights);
        ParameterStack critics = config.sizes().critic(n, m).initialize(manager, weights);
        return trainer(config.combo(), actors, critics, actors);
    }

    private RacTrainer fromMeta(RacConfig config, MetaKnowledge knowledge) {
        return trainer(
                startingWarm(config, knowledge.temperature()),
                knowledge.policy().repeat(data.size()),
                knowledge.critic().repeat(data.size()),
                knowledge.policy());
    }

    /** A tuned temperature starts from the training tasks' mean (A8). */
    private static RacConfig startingWarm(RacConfig config, double temperature) {
        Penalties penalties = config.penalties();
        if (penalties.entropy() instanceof Entropy.TunedRule tuned) {
            Entropy warm = new Entropy.TunedRule(temperature, tuned.rate());
            return config.withPenalties(new Penalties(penalties.lambda(), penalties.beta(), warm));
        }
        return config;
    }

    private RacTrainer trainer(
            RacConfig config, ParameterStack actors, ParameterStack critics, ParameterStack meta) {
        int n = data.get(0).observationSize();
        int m = data.get(0).actionSize();
        List<TaskDuals> duals =
                Arrays.stream(cloneLikelihood)
                        .mapToObj(likelihood -> TaskDuals.start(config, m, likelihood))
                        .toList();
        FrozenPolicy frozen = new FrozenPolicy(config.sizes().policy(n, m), meta);
        Rac rac = Rac.from(config, n, m, actors, critics, frozen, duals);
        Optional<Imagination> imagination =
                models.map(
                        known ->
                                new Imagination(
                                        known,
                                        termination,
                                        Imagination.buffers(
                                                data.size(), config.rollouts().capacity(), n, m)));
        return new RacTrainer(
                manager, rac, data, imagination, Streams.perTask(seed, "adaptation", data.size()));
    }
}
