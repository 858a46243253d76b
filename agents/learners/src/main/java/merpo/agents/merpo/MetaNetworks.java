package merpo.agents.merpo;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.agents.FrozenPolicy;
import merpo.agents.rac.Duals;
import merpo.agents.rac.Rac;
import merpo.agents.rac.RacConfig;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Sizes;
import merpo.datagen.nn.Streams;
import merpo.datagen.snapshot.Snapshot;

/**
 * What all tasks share. Owns the parameters until {@link #close}.
 *
 * @param shape of the meta-policy
 * @param policy pi_c
 * @param criticShape of Q_meta
 * @param critic Q_meta, two heads
 */
record MetaNetworks(Policy shape, Network policy, Critic criticShape, Network critic)
        implements AutoCloseable {

    /** Random networks with the rates of the outer loop. */
    static MetaNetworks draw(
            NDManager manager, MerpoConfig config, int observationSize, int actionSize, long seed) {
        Sizes sizes = config.inner().sizes();
        Policy shape = sizes.policy(observationSize, actionSize);
        List<RandomGenerator> weights = List.of(Streams.of(seed, "MerPO weights", 0));
        ParameterStack policy = shape.initialize(manager, weights);
        Critic criticShape = sizes.critic(observationSize, actionSize);
        ParameterStack critic = criticShape.initialize(manager, weights);
        return new MetaNetworks(
                shape,
                Network.of("meta-policy", policy, config.meta().policyRate()),
                criticShape,
                Network.of("meta-critic", critic, config.meta().criticRate()));
    }

    /** Learners that begin at pi_c and Q_meta, and are held near pi_c. */
    Rac start(RacConfig config, Duals duals) {
        int tasks = duals.tasks();
        return Rac.from(
                config,
                policy.parameters().repeat(tasks),
                critic.parameters().repeat(tasks),
                new FrozenPolicy(shape, policy.parameters()),
                duals);
    }

    /** The same learners, with critics that begin at Q_meta. */
    Rac judge(Rac learners) {
        try (ParameterStack each = critic.parameters().repeat(learners.actors().tasks())) {
            learners.restartCritics(each);
        }
        return learners;
    }

    /** Algorithm 2, line 16, in parameter space, each head with its own kind. */
    void approach(ParameterStack critics, MerpoConfig config) {
        try (ParameterStack mean = critics.mean()) {
            switch (config.meta().criticStep()) {
                case LITERAL -> critic.parameters().track(mean, config.meta().criticRate());
                case ADAM -> critic.approach(mean);
            }
        }
    }

    /** A copy; the caller closes it. */
    MetaKnowledge knowledge(double temperature) {
        return new MetaKnowledge(
                policy.parameters().copy(), critic.parameters().copy(), temperature);
    }

    void save(Snapshot to) {
        to.put("meta-policy", policy.state());
        to.put("meta-critic", critic.state());
    }

    void restore(Snapshot from) {
        policy.restore(from.network("meta-policy", policy.parameters()));
        critic.restore(from.network("meta-critic", critic.parameters()));
    }

    @Override
    public void close() {
        policy.close();
        critic.close();
    }
}
