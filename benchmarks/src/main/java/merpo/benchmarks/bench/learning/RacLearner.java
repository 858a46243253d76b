package merpo.benchmarks.bench.learning;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.agents.FrozenPolicy;
import merpo.agents.rac.Duals;
import merpo.agents.rac.Rac;
import merpo.agents.rac.RacConfig;
import merpo.datagen.nn.ParameterStack;

/**
 * A learner of RAC's family with fresh networks, and the meta-policy that it is held near. Owns
 * both; closing it closes them.
 */
record RacLearner(Rac rac, ParameterStack meta) implements AutoCloseable {
    /**
     * @param randoms one generator per task
     */
    static RacLearner fresh(NDManager manager, RacConfig config, List<RandomGenerator> randoms) {
        int obs = LearningSizes.OBSERVATION;
        int act = LearningSizes.ACTION;
        ParameterStack meta =
                config.sizes().policy(obs, act).initialize(manager, randoms.subList(0, 1));
        Rac rac =
                Rac.from(
                        config,
                        config.sizes().policy(obs, act).initialize(manager, randoms),
                        config.sizes().critic(obs, act).initialize(manager, randoms),
                        new FrozenPolicy(config.sizes().policy(obs, act), meta),
                        Duals.start(config, new double[randoms.size()]));
        return new RacLearner(rac, meta);
    }

    @Override
    public void close() {
        rac.close();
        meta.close();
    }
}
