package merpo.datagen.sac;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.Bellman;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.Noise;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.PerTask;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Shapes;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.replay.Batch;
import merpo.datagen.snapshot.Snapshot;

/**
 * Soft actor-critic for T tasks at once: critics, then the actor, then the temperature, then the
 * target critics. Tasks share nothing but the matrix products.
 */
public final class Sac implements AutoCloseable {
    private final SacConfig config;
    private final Policy policy;
    private final Critic critic;
    private final Network actorNetwork;
    private final Network criticNetwork; // Q, two heads
    private final ParameterStack target; // slow copy of Q
    private final Multiplier.Stack temperatures; // of the entropy, held at -|A|
    private List<RandomGenerator> randoms;

    /**
     * @param randoms one generator per task: its initial weights, then its noise
     */
    public Sac(
            NDManager manager,
            SacConfig config,
            int observationSize,
            int actionSize,
            List<RandomGenerator> randoms) {
        this.config = config;
        this.randoms = randoms;
        SacConfig.Optimizer optimizer = config.optimizer();
        policy = config.sizes().policy(observationSize, actionSize);
        critic = config.sizes().critic(observationSize, actionSize);
        actorNetwork =
                Network.of("SAC actor", policy.initialize(manager, randoms), optimizer.actorRate());
        criticNetwork =
                Network.of(
                        "SAC critic", critic.initialize(manager, randoms), optimizer.criticRate());
        target = criticNetwork.parameters().copy();
        temperatures =
                Multiplier.Stack.start(
                        new Multiplier.Logarithmic(
                                optimizer.temperature(), optimizer.criticRate(), 0),
                        randoms.size());
    }

    /** The actors' shape. */
    public Policy policy() {
        return policy;
    }

    /** The actors' parameters, [T, P]; they change with every update. */
    public ParameterStack actor() {
        return actorNetwork.parameters();
    }

    /** The critics' parameters, [T, P] with two members. */
    ParameterStack critic() {
        return criticNetwork.parameters();
    }

    /** The target critics' parameters. */
    ParameterStack target() {
        return target;
    }

    Multiplier.Stack temperatures() {
        return temperatures;
    }

    /**
     * Losses of one update.
     *
     * @param critic loss of each task
     * @param actor loss of each task
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    public record Losses(float[] critic, float[] actor) {}

    /** One step of each network of every task. The caller owns the batch. */
    public Losses update(Batch batch) {
        NDManager scratch = batch.reward().getManager();
        NDArray s = batch.observation();
        NDArray y = targetValue(batch, noise(scratch, batch));
        float[] criticLoss =
                criticNetwork.descend(
                        q -> criticLoss(critic.values(List.of(s, batch.action()), q), y));

        NDArray noise = noise(scratch, batch);
        float[] logProb = new float[batch.tasks()];
        float[] actorLoss =
                actorNetwork.descend(
                        pi -> {
                            SquashedGaussian.Sample own = policy.at(s, pi).sample(noise);
                            float[] means = PerTask.means(own.logProb());
                            System.arraycopy(means, 0, logProb, 0, means.length);
                            return actorLoss(
                                    critic.smaller(
                                            List.of(s, own.action()), criticNetwork.constant()),
                                    own.logProb(),
                                    temperatures.column(scratch));
                        });
        temperatures.follow(task -> entropyExcess(logProb[task], policy.actionSize()));
        target.track(criticNetwork.parameters(), config.optimizer().polyak());
        return new Losses(criticLoss, actorLoss);
    }

    private NDArray noise(NDManager scratch, Batch batch) {
        return Noise.gaussian(scratch, randoms, batch.rows(), policy.actionSize());
    }

    /** {@code y = r + gamma (1 - d) (min Q'(s', a') - temperature log pi(a'|s'))}, [T, B]. */
    private NDArray targetValue(Batch batch, NDArray noise) {
        NDArray next = batch.nextObservation();
        SquashedGaussian.Sample own = policy.at(next, actorNetwork.constant()).sample(noise);
        NDArray q = critic.smaller(List.of(next, own.action()), target.constant());
        NDArray soft = Bellman.soft(q, own.logProb(), temperatures.column(next.getManager()));
        return Bellman.target(
                batch.reward(), batch.continues(), soft, config.optimizer().discount());
    }

    /**
     * Sum over heads of the mean squared error.
     *
     * @param q [T, 2, B]
     * @param y [T, B]
     * @return [T]
     */
    static NDArray criticLoss(NDArray q, NDArray y) {
        Shapes.require("target", y, q.getShape().get(0), q.getShape().get(2));
        return q.sub(y.expandDims(1)).square().mean(new int[] {2}).sum(new int[] {1});
    }

    /**
     * {@code mean(temperature log pi - min Q)}.
     *
     * @param q of the smaller head, [T, B]
     * @param logProb [T, B]
     * @param temperature [T, 1]
     * @return [T]
     */
    static NDArray actorLoss(NDArray q, NDArray logProb, NDArray temperature) {
        return Bellman.soft(q, logProb, temperature).mean(new int[] {1}).neg();
    }

    /** How far the entropy {@code -log pi} is below its target {@code -|A|}. */
    static double entropyExcess(double meanLogProb, int actionSize) {
        return meanLogProb - actionSize;
    }

    /** Draws noise from other generators from here on, one per task. */
    void reseed(List<RandomGenerator> others) {
        randoms = others;
    }

    /** Everything that moves. */
    void save(Snapshot to) {
        to.put("actor", actorNetwork.state());
        to.put("critic", criticNetwork.state());
        to.put("target", target.toArray());
        to.put("temperatures", temperatures.state());
    }

    /** Goes on from where {@link #save} was called. */
    void restore(Snapshot from) {
        actorNetwork.restore(from.network("actor", actorNetwork.parameters()));
        criticNetwork.restore(from.network("critic", criticNetwork.parameters()));
        target.restore(from.floats("target", target.size()));
        from.restore("temperatures", temperatures);
    }

    @Override
    public void close() {
        actorNetwork.close();
        criticNetwork.close();
        target.close();
    }
}
