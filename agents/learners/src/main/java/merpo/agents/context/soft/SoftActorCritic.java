package merpo.agents.context.soft;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import merpo.agents.Candidate;
import merpo.agents.PolicyActor;
import merpo.agents.context.ContextActor;
import merpo.agents.context.Descents;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Scaling;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.replay.Batch;
import merpo.datagen.snapshot.Snapshot;

/**
 * A policy, twin critics and a state value under a task embedding z, one of each for all tasks. N
 * entries of a meta-batch, B rows of each, lie one after another: [1, N B, ...], z beside each row.
 *
 * <p>Where z comes from, and whether the critics' loss goes back into it, is the method's own.
 */
public final class SoftActorCritic implements AutoCloseable {
    private final Settings settings;
    private final Policy policyShape;
    private final Critic criticShape;
    private final Critic valueShape;
    private final Network critic; // Q_1, Q_2 (s, a, z)
    private final Network value; // V(s, z)
    private final ParameterStack slowValue; // its slow copy
    private final Network policy; // pi(a | s, z)

    /**
     * @param bounds of the policy's log deviation
     * @param entropyWeight of {@code -log pi} in V and in the policy's loss
     */
    public record Settings(
            Networks networks,
            SquashedGaussian.Bounds bounds,
            Rates rates,
            Bootstrap bootstrap,
            double entropyWeight,
            Regularizer regularizer) {}

    /** Before the first step. */
    public SoftActorCritic(
            NDManager manager, Settings settings, int observationSize, int actionSize, long seed) {
        this.settings = settings;
        Networks sizes = settings.networks();
        Rates rates = settings.rates();
        policyShape = sizes.policy(observationSize, actionSize, settings.bounds());
        criticShape = sizes.critic(observationSize + actionSize, 2);
        valueShape = sizes.critic(observationSize, 1);
        critic = sizes.open(manager, "critic", criticShape.network(), 2, rates.critic(), seed);
        value = sizes.open(manager, "value", valueShape.network(), 1, rates.value(), seed);
        slowValue = value.parameters().copy();
        policy = sizes.open(manager, policyShape, rates.policy(), seed);
    }

    public int actionSize() {
        return policyShape.actionSize();
    }

    /** The policy as it is. */
    public SquashedGaussian pi(NDArray s, NDArray z) {
        return pi(s, z, policy.constant());
    }

    private SquashedGaussian pi(NDArray s, NDArray z, NDList parameters) {
        return policyShape.at(s.concat(z, 2), parameters);
    }

    /** V'(s, z), [1, N B]. */
    public NDArray slow(NDArray s, NDArray z) {
        return v(s, z, slowValue.constant());
    }

    private NDArray v(NDArray s, NDArray z, NDList parameters) {
        return valueShape.values(List.of(s, z), parameters).squeeze(1);
    }

    /**
     * What the critics are to be, [1, N B].
     *
     * @param next value of the successors, [1, N B]
     */
    public NDArray target(Batch b, NDArray next) {
        return SoftLosses.target(b.reward(), b.continues(), next, settings.bootstrap());
    }

    /**
     * The loss of both critics at the data's actions, [1].
     *
     * @param y constant, [1, N B]
     */
    public NDArray criticLoss(Batch b, NDArray z, NDArray y, NDList q) {
        NDArray both = criticShape.values(List.of(b.observation(), b.action(), z), q); // [1, 2, NB]
        return SoftLosses.critic(both, y);
    }

    /**
     * The loss of the policy, and what it was made of.
     *
     * @param loss [1]
     * @param action of the policy, [1, N B, act]
     * @param q the smaller critic there, [1, N B]
     * @param logProb of the action, [1, N B]
     */
    public record Improvement(NDArray loss, NDArray action, NDArray q, NDArray logProb) {
        /** The same with a term on top, [1]. */
        public Improvement plus(NDArray term) {
            return new Improvement(loss.add(term), action, q, logProb);
        }
    }

    /** Improvement by Q as it is and by entropy, held near the data where a clone term does it. */
    public Improvement improvement(Batch b, NDArray noise, NDArray z, NDList parameters) {
        NDArray s = b.observation();
        SquashedGaussian pi = pi(s, z, parameters);
        SquashedGaussian.Sample own = pi.sample(noise);
        NDArray q = criticShape.smaller(List.of(s, own.action(), z), critic.constant());
        NDArray soft = SoftLosses.soft(q, own.logProb(), settings.entropyWeight());
        NDArray loss = SoftLosses.policy(soft, pi);
        if (settings.regularizer() instanceof Regularizer.CloneTerm clone) {
            NDArray imitation = SoftLosses.imitation(pi.mode(), b.action());
            loss = loss.add(Scaling.by(clone.weight(), imitation));
        }
        return new Improvement(loss, own.action(), q, own.logProb());
    }

    /**
     * One step of the policy and one of V, towards the Q and log pi that the policy had before its
     * own, then of V's slow copy: V does not wait for the policy, so that what its loss computes
     * serves both.
     *
     * @param z constant
     * @param loss of the policy: an {@link #improvement}, or one with a term on top
     * @return both losses, the mean of that Q, and the entropy
     */
    public Map<String, Double> improve(
            Descents descents, Batch b, NDArray z, Function<NDList, Improvement> loss) {
        Descents.Descended improved =
                descents.finding(
                        policy,
                        p -> {
                            Improvement here = loss.apply(p);
                            return new Descents.Loss(
                                    here.loss(), List.of(here.q(), here.logProb()));
                        });
        NDArray q = improved.found(0);
        NDArray logProb = improved.found(1);
        NDArray soft = SoftLosses.soft(q, logProb, settings.entropyWeight());
        double fitted = descents.step(value, v -> SoftLosses.value(v(b.observation(), z, v), soft));
        slowValue.track(value.parameters(), settings.bootstrap().polyak());
        return Map.of(
                "v_loss",
                fitted,
                "policy_loss",
                improved.loss(),
                "q",
                (double) q.mean().getFloat(),
                "entropy",
                (double) -logProb.mean().getFloat());
    }

    /**
     * The policy under an embedding of each task; to compare, the same policy at z = 0, without a
     * word of the task.
     *
     * @param z [T * latent]
     */
    public List<Candidate> candidates(int tasks, float[] z) {
        PolicyActor shared = new PolicyActor(policyShape, policy.parameters(), tasks);
        return List.of(
                Candidate.of("adapted", new ContextActor(shared, z)),
                Candidate.of("no-context", new ContextActor(shared, new float[z.length])));
    }

    public void save(Snapshot to) {
        networks().forEach((name, network) -> to.put(name, network.state()));
        to.put("slow-value", slowValue.toArray());
    }

    public void restore(Snapshot from) {
        networks().forEach((name, n) -> n.restore(from.network(name, n.parameters())));
        slowValue.restore(from.floats("slow-value", slowValue.size()));
    }

    private Map<String, Network> networks() {
        return Map.of("critic", critic, "value", value, "policy", policy);
    }

    /** Everything that moves. */
    public Network critic() {
        return critic;
    }

    public Network value() {
        return value;
    }

    public ParameterStack slowValue() {
        return slowValue;
    }

    public Network policy() {
        return policy;
    }

    @Override
    public void close() {
        networks().values().forEach(Network::close);
        slowValue.close();
    }
}
