package merpo.agents.merpo;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import merpo.agents.FrozenPolicy;
import merpo.agents.clone.Clones;
import merpo.agents.rac.Duals;
import merpo.agents.rac.Rac;
import merpo.agents.rac.RacConfig;
import merpo.agents.rac.RacConfig.Penalties;
import merpo.agents.rac.RacTrainer;
import merpo.agents.rac.Sources;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;

/**
 * Learning new tasks from their datasets alone (MerPO's meta-test, Alg. 2): each method returns a
 * trainer to step, all tasks stacked; the caller closes it. Nothing flows back.
 */
public final class Adaptation {
    private final NDManager manager;
    private final RacConfig config;
    private final Sources sources;
    private final long seed;
    private final Optional<AlphaRule> alphaRule;

    /** MerPO-Adp's, which needs the behavior clones of the new tasks. */
    private record AlphaRule(Multiplier alpha, AlphaStep step, Clones clones) {}

    private Adaptation(
            NDManager manager,
            RacConfig config,
            Sources sources,
            long seed,
            Optional<AlphaRule> alphaRule) {
        this.manager = manager;
        this.config = config;
        this.sources = sources;
        this.seed = seed;
        this.alphaRule = alphaRule;
    }

    /**
     * @param config the within-task learner
     * @param sources of the new tasks, with adapted models
     */
    public Adaptation(NDManager manager, RacConfig config, Sources sources, long seed) {
        this(manager, config, sources, seed, Optional.empty());
    }

    /**
     * The same, in which MerPO's alpha goes on moving by Eq. (11), once per step (A40).
     *
     * @param rate 0 where alpha stays
     * @param clones of the new tasks; the caller keeps them
     */
    public Adaptation withAlphaRate(double rate, Clones clones) {
        Policy policy = config.sizes().policy(sources.observationSize(), sources.actionSize());
        return new Adaptation(
                manager,
                config,
                sources,
                seed,
                rate == 0
                        ? Optional.empty()
                        : Optional.of(
                                new AlphaRule(
                                        MerpoConfig.alpha(config.alpha(), rate),
                                        new AlphaStep(policy),
                                        clones)));
    }

    /** RAC from the meta-policy and meta-critic: MerPO. */
    public RacTrainer fromMeta(MetaKnowledge knowledge) {
        return movingAlpha(fromMeta(config, knowledge));
    }

    private RacTrainer movingAlpha(RacTrainer trainer) {
        alphaRule.ifPresent(rule -> trainer.afterEachStep(alphaSteps(rule, trainer.rac())));
        return trainer;
    }

    private Consumer<NDManager> alphaSteps(AlphaRule rule, Rac rac) {
        List<RandomGenerator> randoms =
                Streams.perTask(seed, "adaptation of alpha", sources.rows());
        return scratch -> rule.step().adapt(rac, rule.clones(), sources.data(), randoms, scratch);
    }

    /**
     * COMBO from the meta-policy and meta-critic: the control that shows what the start is worth.
     */
    public RacTrainer comboFromMeta(MetaKnowledge knowledge) {
        return fromMeta(config.combo(), knowledge);
    }

    /** The same regularizers, that towards the data alone where alpha is 1. */
    Adaptation withAlpha(double alpha) {
        return new Adaptation(manager, config.withAlpha(alpha), sources, seed, Optional.empty());
    }

    /** RAC near the meta-policy, from random networks: what its regularizer alone is worth. */
    public RacTrainer nearMetaFromScratch(MetaKnowledge knowledge) {
        return movingAlpha(fromScratch(config, Optional.of(knowledge.policy())));
    }

    /** COMBO from random networks: what a single task can do alone (A31). */
    public RacTrainer comboFromScratch() {
        return fromScratch(config.combo(), Optional.empty());
    }

    private RacTrainer fromScratch(RacConfig config, Optional<ParameterStack> meta) {
        int n = sources.observationSize();
        int m = sources.actionSize();
        List<RandomGenerator> weights = Streams.perTask(seed, "COMBO weights", sources.rows());
        ParameterStack actors = config.sizes().policy(n, m).initialize(manager, weights);
        ParameterStack critics = config.sizes().critic(n, m).initialize(manager, weights);
        return trainer(config, actors, critics, meta.orElse(actors));
    }

    private RacTrainer fromMeta(RacConfig config, MetaKnowledge knowledge) {
        return trainer(
                startingWarm(config, knowledge.temperature()),
                knowledge.policy().repeat(sources.rows()),
                knowledge.critic().repeat(sources.rows()),
                knowledge.policy());
    }

    /** A tuned temperature starts from the training tasks' mean (A8). */
    private static RacConfig startingWarm(RacConfig config, double temperature) {
        Penalties penalties = config.penalties();
        if (penalties.entropy() instanceof Multiplier.Logarithmic tuned) {
            Multiplier warm = new Multiplier.Logarithmic(temperature, tuned.rate(), tuned.target());
            return config.withPenalties(penalties.withEntropy(warm));
        }
        return config;
    }

    private RacTrainer trainer(
            RacConfig config, ParameterStack actors, ParameterStack critics, ParameterStack meta) {
        Policy shape = config.sizes().policy(sources.observationSize(), sources.actionSize());
        Duals duals =
                Duals.start(
                        config,
                        alphaRule
                                .map(AlphaRule::alpha)
                                .orElseGet(() -> new Multiplier.Fixed(config.alpha())),
                        sources.penaltyUnit(),
                        sources.cloneLikelihood());
        return new RacTrainer(
                manager,
                Rac.from(
                        config,
                        actors,
                        critics,
                        new FrozenPolicy(shape, meta),
                        duals,
                        sources.rewardScale()),
                sources.data(),
                sources.imagination(config.rollouts()),
                Streams.perTask(seed, "adaptation", sources.rows()));
    }
}
