package merpo.agents.rac;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.snapshot.Snapshot;

/**
 * The networks of a stack of learners. Owns their parameters until {@link #close}.
 *
 * @param policy shape of the actors
 * @param critic shape of the critics
 * @param actors pi_n
 * @param critics Q_n, two heads
 * @param targets slow copy of Q_n
 */
record ActorCritic(
        Policy policy, Critic critic, Network actors, Network critics, ParameterStack targets)
        implements AutoCloseable {

    /**
     * Fresh optimizers; the targets start as a copy of the critics.
     *
     * @param policy of the same observations and actions
     * @param actors [T, P], taken over
     * @param critics [T, P], taken over
     */
    static ActorCritic of(
            RacConfig config, Policy policy, ParameterStack actors, ParameterStack critics) {
        int n = policy.observationSize();
        int m = policy.actionSize();
        return new ActorCritic(
                config.sizes().policy(n, m),
                config.sizes().critic(n, m),
                Network.of("RAC actor", actors, config.optimizer().actorRate()),
                Network.of("RAC critic", critics, config.optimizer().criticRate()),
                critics.copy());
    }

    /** pi_n at these observations [T, B, obs], constant. */
    SquashedGaussian at(NDArray observation) {
        return at(observation, actors.constant());
    }

    /** The same with the actors' parameters inside of a loss. */
    SquashedGaussian at(NDArray observation, NDList parameters) {
        return policy.at(observation, parameters);
    }

    /** The smaller of Q_n's heads, [T, B], constant in its parameters. */
    NDArray value(NDArray observation, NDArray action) {
        return critic.smaller(List.of(observation, action), critics.constant());
    }

    /** The same of the slow copy. */
    NDArray slowValue(NDArray observation, NDArray action) {
        return critic.smaller(List.of(observation, action), targets.constant());
    }

    /** Copies of the networks of some tasks, with their optimizer states. */
    ActorCritic gather(int... rows) {
        return new ActorCritic(
                policy, critic, actors.gather(rows), critics.gather(rows), targets.gather(rows));
    }

    /** Writes the networks of some tasks back over their rows. */
    void scatter(int[] rows, ActorCritic part) {
        actors.scatter(rows, part.actors);
        critics.scatter(rows, part.critics);
        targets.scatter(rows, part.targets);
    }

    void save(Snapshot to) {
        to.put("actor", actors.state());
        to.put("critic", critics.state());
        to.put("target", targets.toArray());
    }

    void restore(Snapshot from) {
        actors.restore(from.network("actor", actors.parameters()));
        critics.restore(from.network("critic", critics.parameters()));
        targets.restore(from.floats("target", targets.size()));
    }

    @Override
    public void close() {
        actors.close();
        critics.close();
        targets.close();
    }
}
