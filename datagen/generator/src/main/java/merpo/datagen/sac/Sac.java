package merpo.datagen.sac;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.Noise;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Scale;
import merpo.datagen.nn.Shapes;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.nn.Temperature;
import merpo.datagen.replay.Batch;

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
    private final List<Temperature.Tuned> temperatures;
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
        policy = new Policy(observationSize, actionSize, config.hiddenLayers(), config.width());
        critic = Critic.twin(observationSize, actionSize, config.hiddenLayers(), config.width());
        actorNetwork =
                Network.of("SAC actor", policy.initialize(manager, randoms), config.learningRate());
        criticNetwork =
                Network.of(
                        "SAC critic",
                        critic.initialize(manager, randoms),
                        config.criticLearningRate());
        target = criticNetwork.parameters().copy();
        temperatures =
                Stream.generate(() -> temperature(config, actionSize))
                        .limit(randoms.size())
                        .toList();
    }

    private static Temperature.Tuned temperature(SacConfig config, int actionSize) {
        return new Temperature.Tuned(
                config.initialTemperature(), config.criticLearningRate(), -actionSize);
    }

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

    List<Temperature.Tuned> temperatures() {
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
        NDArray targetValue = targetValue(batch, noise(scratch, batch));
        float[] criticLoss =
                criticNetwork.descend(
                        parameters -> {
                            NDArray q =
                                    critic.values(
                                            List.of(batch.observation(), batch.action()),
                                            parameters);
                            return criticLoss(q, targetValue);
                        });
        NDArray noise = noise(scratch, batch);
        double[] meanLogProb = new double[batch.tasks()];
        float[] actorLoss =
                actorNetwork.descend(
                        parameters -> actorLoss(batch, noise, parameters, meanLogProb));
        for (int task = 0; task < meanLogProb.length; task++) {
            temperatures.get(task).update(meanLogProb[task]);
        }
        target.track(criticNetwork.parameters(), config.polyak());
        return new Losses(criticLoss, actorLoss);
    }

    private NDArray noise(NDManager scratch, Batch batch) {
        return Noise.gaussian(scratch, randoms, batch.rows(), policy.actionSize());
    }

    private NDArray temperatures(NDManager scratch) {
        return scratch.create(Temperature.values(temperatures), new Shape(temperatures.size(), 1));
    }

    /** {@code y = r + gamma (1 - d) (min Q'(s', a') - temperature log pi(a'|s'))}, [T, B]. */
    private NDArray targetValue(Batch batch, NDArray noise) {
        NDArray next = batch.nextObservation();
        SquashedGaussian.Sample own = policy.at(next, actorNetwork.constant()).sample(noise);
        NDArray q = critic.smaller(List.of(next, own.action()), target.constant());
        NDArray soft = softValue(q, own.logProb(), temperatures(next.getManager()));
        return bootstrap(batch.reward(), batch.continues(), soft, config.discount());
    }

    /**
     * {@code Q - temperature log pi}, [T, B].
     *
     * @param q [T, B]
     * @param logProb [T, B]
     * @param temperature [T, 1]
     */
    static NDArray softValue(NDArray q, NDArray logProb, NDArray temperature) {
        Shapes.require("log density", logProb, q.getShape().getShape());
        Shapes.require("temperature", temperature, q.getShape().get(0), 1);
        return q.sub(logProb.mul(temperature));
    }

    /** {@code r + gamma (1 - d) v}; all [T, B]. */
    static NDArray bootstrap(NDArray reward, NDArray continues, NDArray value, double discount) {
        long[] shape = reward.getShape().getShape();
        Shapes.require("continues", continues, shape);
        Shapes.require("value", value, shape);
        return reward.add(Scale.by(discount, continues).mul(value));
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

    /** {@code mean(temperature log pi - min Q)}, [T]; notes the mean log density of each task. */
    private NDArray actorLoss(Batch batch, NDArray noise, NDList parameters, double[] meanLogProb) {
        NDArray s = batch.observation();
        SquashedGaussian.Sample own = policy.at(s, parameters).sample(noise);
        float[] logProb = own.logProb().mean(new int[] {1}).toFloatArray();
        for (int task = 0; task < logProb.length; task++) {
            meanLogProb[task] = logProb[task];
        }
        NDArray q = critic.smaller(List.of(s, own.action()), criticNetwork.constant());
        return softValue(q, own.logProb(), temperatures(s.getManager())).mean(new int[] {1}).neg();
    }

    /** Draws noise from other generators from here on, one per task. */
    void reseed(List<RandomGenerator> others) {
        randoms = others;
    }

    /** Copies of everything that moves. */
    SacState state() {
        return new SacState(
                actorNetwork.state(),
                criticNetwork.state(),
                target.toArray(),
                temperatures.stream().map(Temperature.Tuned::state).toList());
    }

    /** Goes on from where a state was taken. */
    void restore(SacState state) {
        actorNetwork.restore(state.actor());
        criticNetwork.restore(state.critic());
        target.restore(state.target());
        for (int task = 0; task < temperatures.size(); task++) {
            temperatures.get(task).restore(state.temperatures().get(task));
        }
    }

    @Override
    public void close() {
        actorNetwork.close();
        criticNetwork.close();
        target.close();
    }
}
