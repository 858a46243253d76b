package merpo.agents.merpo;

import ai.djl.ndarray.NDManager;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;

/**
 * What MerPO learns over tasks: the meta-policy pi_c and the meta-critic Q_meta. Owns both until
 * {@link #close}.
 *
 * @param policy [1, P]
 * @param critic [1, P], two heads
 * @param temperature weight of the entropy that new tasks start with, where it is tuned (A8)
 */
public record MetaKnowledge(ParameterStack policy, ParameterStack critic, double temperature)
        implements AutoCloseable {

    /** From plain numbers, as a checkpoint holds them. */
    public static MetaKnowledge of(
            NDManager manager,
            Policy policy,
            Critic critic,
            float[] policyValues,
            float[] criticValues,
            double temperature) {
        return new MetaKnowledge(
                ParameterStack.of(manager, policyValues, policy.network().blocks(1)),
                ParameterStack.of(manager, criticValues, critic.blocks()),
                temperature);
    }

    /** A copy of its own, to be closed on its own. */
    public MetaKnowledge copy() {
        return new MetaKnowledge(policy.copy(), critic.copy(), temperature);
    }

    @Override
    public void close() {
        policy.close();
        critic.close();
    }
}
