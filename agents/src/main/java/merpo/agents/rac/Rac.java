package merpo.agents.rac;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.Noise;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.PerTask;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.nn.Temperature;
import merpo.datagen.nn.TwinCritic;
import merpo.datagen.replay.Batch;

/**
 * RAC, the within-task learner of MerPO (Algorithm 1), for a stack of tasks: a conservative critic,
 * then an actor held near two things at once, the actions in the data and the meta-policy.
 *
 * <p>With lambda 0 it is COMBO, with alpha 0 COMBO-3.
 */
public final class Rac implements AutoCloseable {
    private final RacConfig config;
    private final Policy policy;
    private final TwinCritic critic;
    private final Network actorNetwork; // pi_n
    private final Network criticNetwork; // Q_n, two heads
    private final ParameterStack target; // slow copy of Q_n
    private final ParameterStack meta; // pi_c, frozen here; one row or one per task; not owned
    private final List<TaskDuals> duals;

    private Rac(
            RacConfig config,
            Policy policy,
            TwinCritic critic,
            Network actorNetwork,
            Network criticNetwork,
            ParameterStack target,
            ParameterStack meta,
            List<TaskDuals> duals) {
        this.config = config;
        this.policy = policy;
        this.critic = critic;
        this.actorNetwork = actorNetwork;
        this.criticNetwork = criticNetwork;
        this.target = target;
        this.meta = meta;
        this.duals = duals;
    }

    /**
     * Learners that start from given networks, with fresh optimizers.
     *
     * @param actors [T, P], taken over
     * @param critics [T, P], taken over; the targets start as a copy
     * @param meta the meta-policy, [1, P]; the caller keeps it and may change it between updates
     * @param duals one per task
     */
    public static Rac from(
            RacConfig config,
            int observationSize,
            int actionSize,
            ParameterStack actors,
            ParameterStack critics,
            ParameterStack meta,
            List<TaskDuals> duals) {
        if (duals.size() != actors.tasks() || critics.tasks() != actors.tasks()) {
            throw new IllegalArgumentException(
                    "Rac got %d actors, %d critics and %d duals; must be one of each per task"
                            .formatted(actors.tasks(), critics.tasks(), duals.size()));
        }
        return new Rac(
                config,
                config.sizes().policy(observationSize, actionSize),
                config.sizes().critic(observationSize, actionSize),
                Network.of("RAC actor", actors, config.actorRate()),
                Network.of("RAC critic", critics, config.criticRate()),
                critics.copy(),
                meta,
                List.copyOf(duals));
    }

    /** One step of each network of every task, in the paper's order. The caller owns the batch. */
    public RacMetrics update(Batch mixed, List<RandomGenerator> randoms) {
        NDManager scratch = mixed.reward().getManager();
        int tasks = mixed.tasks();
        int realRows = config.realRows();
        Batch real = mixed.slice(0, realRows);
        Batch imagined = mixed.slice(realRows, mixed.rows());

        NDArray y = target(mixed, noise(scratch, randoms, mixed.rows()));
        NDArray ownAction = ownAction(imagined, noise(scratch, randoms, imagined.rows()));
        float[] gap = new float[tasks];
        float[] criticLoss =
                criticNetwork.descend(
                        parameters -> criticLoss(mixed, imagined, ownAction, y, gap, parameters));

        NDArray noise = noise(scratch, randoms, mixed.rows());
        Seen seen = new Seen(tasks);
        float[] actorLoss =
                actorNetwork.descend(parameters -> actorLoss(mixed, real, noise, seen, parameters));
        for (int task = 0; task < tasks; task++) {
            TaskDuals dual = duals.get(task);
            dual.temperature().update(seen.logProb[task]);
            double behavior = seen.imitation[task] - dual.cloneLikelihood();
            dual.lambda().update(config.alpha(), behavior, seen.drift[task]);
        }
        target.track(criticNetwork.parameters(), config.polyak());
        return new RacMetrics(
                PerTask.mean(criticLoss),
                PerTask.mean(actorLoss),
                PerTask.mean(gap),
                PerTask.mean(seen.imitation),
                PerTask.mean(seen.drift),
                average(dual -> dual.lambda().value()),
                average(dual -> dual.beta().value()),
                average(dual -> dual.temperature().value()));
    }

    /** What the actor's loss saw of each task. */
    private static final class Seen {
        private final float[] logProb;
        private final float[] imitation;
        private final float[] drift;

        Seen(int tasks) {
            logProb = new float[tasks];
            imitation = new float[tasks];
            drift = new float[tasks];
        }
    }

    /** Bootstrap targets [T, B]: constant, since nothing here takes a gradient. */
    private NDArray target(Batch mixed, NDArray noise) {
        NDArray next = mixed.nextObservation();
        SquashedGaussian.Sample own = policy.at(next, actorNetwork.constant()).sample(noise);
        NDArray smaller = critic.smaller(next, own.action(), target.constant());
        return RacLosses.target(
                mixed.reward(),
                mixed.continues(),
                smaller,
                own.logProb(),
                temperatures(next.getManager()).expandDims(1),
                config.discount());
    }

    private NDArray ownAction(Batch imagined, NDArray noise) {
        return policy.at(imagined.observation(), actorNetwork.constant()).sample(noise).action();
    }

    /** Eq. (1), after beta has taken its step on the same gap. Notes the gap of each task. */
    private NDArray criticLoss(
            Batch mixed,
            Batch imagined,
            NDArray ownAction,
            NDArray y,
            float[] gap,
            NDList parameters) {
        NDArray s = NDArrays.concat(new NDList(mixed.observation(), imagined.observation()), 1);
        NDArray a = NDArrays.concat(new NDList(mixed.action(), ownAction), 1);
        NDArray q = critic.values(s, a, parameters); // [T, 2, B + M]
        NDArray ofBatch = rows(q, 0, mixed.rows());
        NDArray own = rows(q, mixed.rows(), mixed.rows() + imagined.rows());
        NDArray difference = RacLosses.gap(own, rows(q, 0, config.realRows()));
        float[] seen = difference.mean(new int[] {1}).toFloatArray();
        System.arraycopy(seen, 0, gap, 0, gap.length);
        float[] beta = new float[gap.length];
        for (int task = 0; task < gap.length; task++) {
            duals.get(task).beta().update(gap[task]);
            beta[task] = (float) duals.get(task).beta().value();
        }
        NDArray weight = y.getManager().create(beta, new Shape(beta.length, 1));
        return RacLosses.critic(ofBatch, y, difference, weight);
    }

    private static NDArray rows(NDArray q, int from, int to) {
        return q.get(new NDIndex().addAllDim().addAllDim().addSliceDim(from, to));
    }

    /** Eq. (9), negated. */
    private NDArray actorLoss(
            Batch mixed, Batch real, NDArray noise, Seen seen, NDList parameters) {
        NDArray s = mixed.observation();
        SquashedGaussian pi = policy.at(s, parameters);
        SquashedGaussian.Sample own = pi.sample(noise);
        note(own.logProb(), seen.logProb);
        NDArray value =
                own.logProb()
                        .mul(temperatures(s.getManager()).expandDims(1))
                        .sub(critic.smaller(s, own.action(), criticNetwork.constant()));
        if (!config.penalties().regularize()) {
            return value.mean(new int[] {1}); // COMBO: spares both divergences
        }
        NDArray imitation = pi.slice(0, real.rows()).logProb(real.preTanh()).neg();
        NDArray drift = pi.klTo(policy.at(s, meta.constant()));
        note(imitation, seen.imitation);
        note(drift, seen.drift);
        return RacLosses.actor(value, imitation, drift, lambdas(s.getManager()), config.alpha());
    }

    private static void note(NDArray rows, float[] means) {
        System.arraycopy(rows.mean(new int[] {1}).toFloatArray(), 0, means, 0, means.length);
    }

    private NDArray noise(NDManager scratch, List<RandomGenerator> randoms, int rows) {
        return Noise.gaussian(scratch, randoms, rows, policy.actionSize());
    }

    private NDArray temperatures(NDManager scratch) {
        return scratch.create(
                Temperature.values(duals.stream().map(TaskDuals::temperature).toList()));
    }

    private NDArray lambdas(NDManager scratch) {
        float[] values = new float[duals.size()];
        for (int task = 0; task < values.length; task++) {
            values[task] = (float) duals.get(task).lambda().value();
        }
        return scratch.create(values);
    }

    private double average(ToDoubleFunction<TaskDuals> number) {
        return duals.stream().mapToDouble(number).average().orElseThrow();
    }

    public RacConfig config() {
        return config;
    }

    public Policy policy() {
        return policy;
    }

    /** The actors' parameters, [T, P]. */
    public ParameterStack actors() {
        return actorNetwork.parameters();
    }

    /** The critics' parameters, [T, P]. */
    public ParameterStack critics() {
        return criticNetwork.parameters();
    }

    /** The slow copy of the critics, [T, P]. */
    ParameterStack targets() {
        return target;
    }

    /** The tuned numbers of one task. */
    public TaskDuals duals(int task) {
        return duals.get(task);
    }

    /**
     * The learners of some tasks, with their optimizer states; {@link #scatter} brings them back.
     */
    public Rac gather(int... rows) {
        return new Rac(
                config,
                policy,
                critic,
                actorNetwork.gather(rows),
                criticNetwork.gather(rows),
                target.gather(rows),
                meta,
                Arrays.stream(rows).mapToObj(duals::get).toList());
    }

    /** Writes the learners of some tasks back over their rows. */
    public void scatter(int[] rows, Rac part) {
        actorNetwork.scatter(rows, part.actorNetwork);
        criticNetwork.scatter(rows, part.criticNetwork);
        target.scatter(rows, part.target);
    }

    @Override
    public void close() {
        actorNetwork.close();
        criticNetwork.close();
        target.close();
    }
}
