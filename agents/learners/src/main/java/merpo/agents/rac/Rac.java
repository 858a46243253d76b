package merpo.agents.rac;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.agents.FrozenPolicy;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Noise;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.replay.Batch;
import merpo.datagen.snapshot.Snapshot;

/**
 * RAC, the within-task learner of MerPO (Algorithm 1), for a stack of tasks: a conservative critic,
 * then an actor held near two things at once, the actions in the data and the meta-policy.
 *
 * <p>With lambda 0 it is COMBO (Eq. 2), with alpha 0 COMBO-3 (Eq. 6), with lambda 0 and only real
 * rows CQL.
 */
public final class Rac implements AutoCloseable {
    private final RacConfig config;
    private ActorCritic nets; // pi_n, Q_n
    private final FrozenPolicy meta; // pi_c; not owned
    private final Duals duals;
    private int updates;

    private Rac(RacConfig config, ActorCritic nets, FrozenPolicy meta, Duals duals) {
        this.config = config;
        this.nets = nets;
        this.meta = meta;
        this.duals = duals;
    }

    /**
     * Learners that start from given networks, with fresh optimizers.
     *
     * @param actors [T, P], taken over
     * @param critics [T, P], taken over; the targets start as a copy
     * @param meta the meta-policy; the caller keeps it and may change it between updates
     * @param duals one per task
     */
    public static Rac from(
            RacConfig config,
            int observationSize,
            int actionSize,
            ParameterStack actors,
            ParameterStack critics,
            FrozenPolicy meta,
            List<TaskDuals> duals) {
        if (duals.size() != actors.tasks() || critics.tasks() != actors.tasks()) {
            throw new IllegalArgumentException(
                    "Rac got %d actors, %d critics and %d duals; must be one of each per task"
                            .formatted(actors.tasks(), critics.tasks(), duals.size()));
        }
        if (meta.tasks() != 1 && meta.tasks() != actors.tasks()) {
            throw new IllegalArgumentException(
                    "Rac got %d meta-policies for %d tasks; must be one for all or one for each"
                            .formatted(meta.tasks(), actors.tasks()));
        }
        return new Rac(
                config,
                ActorCritic.of(config, observationSize, actionSize, actors, critics),
                meta,
                new Duals(duals));
    }

    /** The same, held near a meta-policy of the actors' own shape. */
    public static Rac from(
            RacConfig config,
            int observationSize,
            int actionSize,
            ParameterStack actors,
            ParameterStack critics,
            ParameterStack meta,
            List<TaskDuals> duals) {
        Policy shape = config.sizes().policy(observationSize, actionSize);
        FrozenPolicy frozen = new FrozenPolicy(shape, meta);
        return from(config, observationSize, actionSize, actors, critics, frozen, duals);
    }

    /** Makes the actors' later steps as long as this share of {@link RacConfig#actorRate}. */
    void slowActors(double share) {
        nets.actors().setLearningRate(share * config.actorRate());
    }

    /**
     * Goes on with other critics, fresh optimizers and targets that are a copy.
     *
     * @param critics [T, P], taken over
     */
    public void restartCritics(ParameterStack critics) {
        nets = nets.restartCritics(config, critics);
    }

    /** One step of each network of every task, in the paper's order. The caller owns the batch. */
    public RacMetrics update(Batch mixed, List<RandomGenerator> randoms) {
        NDManager scratch = mixed.reward().getManager();
        Batch real = mixed.slice(0, config.realRows());
        Seen seen = new Seen(mixed.tasks());

        NDArray y = target(mixed, noise(scratch, randoms, mixed.rows()));
        Proposal rho =
                config.gap().propose(nets.policy(), nets.actors().constant(), rho(mixed), randoms);
        seen.criticLoss(nets.critics().descend(q -> criticLoss(mixed, rho, y, seen, q)));

        NDArray noise = noise(scratch, randoms, mixed.rows());
        seen.actorLoss(nets.actors().descend(pi -> actorLoss(mixed, real, noise, seen, pi)));
        seen.move(duals);
        nets.targets().track(nets.critics().parameters(), config.polyak());
        updates++;
        return seen.metrics(duals);
    }

    /** The rows whose states stand for rho in Eq. (1). */
    private Batch rho(Batch mixed) {
        return switch (config.gap().states()) {
            case IMAGINED -> mixed.slice(config.realRows(), mixed.rows());
            case MIXED -> mixed;
        };
    }

    /** Bootstrap targets [T, B]: constant, since nothing here takes a gradient. */
    private NDArray target(Batch mixed, NDArray noise) {
        NDArray next = mixed.nextObservation();
        SquashedGaussian.Sample own = nets.at(next).sample(noise);
        NDArray smaller = nets.slowValue(next, own.action());
        NDArray value =
                config.backup() == Backup.SOFT
                        ? RacLosses.soft(smaller, own.logProb(), temperatures(next.getManager()))
                        : smaller;
        return RacLosses.target(mixed.reward(), mixed.continues(), value, config.discount());
    }

    /** Eq. (1), after beta has taken its step on the same gap. */
    private NDArray criticLoss(Batch mixed, Proposal rho, NDArray y, Seen seen, NDList parameters) {
        NDArray s = NDArrays.concat(new NDList(mixed.observation(), rho.observation()), 1);
        NDArray a = NDArrays.concat(new NDList(mixed.action(), rho.action()), 1);
        NDArray q = nets.critic().values(List.of(s, a), parameters); // [T, 2, B + M]
        NDArray ofBatch = rows(q, 0, mixed.rows());
        NDArray ofData = rows(q, 0, config.realRows()).mean(new int[] {2}); // [T, 2]
        NDArray pushed = rho.expectation().apply(rows(q, mixed.rows(), q.getShape().get(2)));
        NDArray gap = pushed.sub(ofData);
        seen.critic(gap, ofData, ofBatch.sub(y.expandDims(1)));
        float[] offset = rho.offset().toFloatArray();
        for (int task = 0; task < seen.tasks(); task++) {
            duals.tasks().get(task).beta().update(seen.gap(task) - offset[task]);
        }
        NDArray beta = duals.column(y.getManager(), dual -> dual.beta().value());
        return RacLosses.critic(ofBatch, y, gap, beta);
    }

    private static NDArray rows(NDArray q, long from, long to) {
        return q.get(new NDIndex().addAllDim().addAllDim().addSliceDim(from, to));
    }

    /** Eq. (9), negated; in the first updates, where asked for, imitation in place of Q. */
    private NDArray actorLoss(
            Batch mixed, Batch real, NDArray noise, Seen seen, NDList parameters) {
        NDArray s = mixed.observation();
        NDManager scratch = s.getManager();
        SquashedGaussian pi = nets.at(s, parameters);
        SquashedGaussian.Sample own = pi.sample(noise);
        seen.logProb(own.logProb());
        if (updates < config.cloneSteps()) {
            NDArray entropy = own.logProb().mul(temperatures(scratch)).mean(new int[] {1});
            return entropy.add(seen.imitation(imitation(pi, real)).mean(new int[] {1}));
        }
        NDArray value =
                RacLosses.soft(nets.value(s, own.action()), own.logProb(), temperatures(scratch))
                        .neg();
        if (!config.penalties().regularize()) {
            return value.mean(new int[] {1}); // COMBO: spares both divergences
        }
        return RacLosses.actor(
                value,
                seen.imitation(imitation(pi, real)),
                seen.drift(pi.klTo(meta.at(s))),
                duals.row(scratch, dual -> dual.lambda().value()),
                duals.row(scratch, dual -> dual.alpha().value()));
    }

    /** {@code -log pi(a|s)} of the real rows, [T, R]. */
    private static NDArray imitation(SquashedGaussian pi, Batch real) {
        return pi.slice(0, real.rows()).logProb(real.preTanh()).neg();
    }

    /**
     * Length of the actor's gradient from the regularizers over that from Q, mean over tasks (A35):
     * above 1 the regularizers lead, below 0.1 they hardly count. Nothing moves.
     */
    public double regularization(Batch mixed, List<RandomGenerator> randoms) {
        NDArray s = mixed.observation();
        NDManager scratch = s.getManager();
        Batch real = mixed.slice(0, config.realRows());
        NDArray noise = noise(scratch, randoms, mixed.rows());
        NDArray lambda = duals.row(scratch, dual -> dual.lambda().value());
        NDArray alpha = duals.row(scratch, dual -> dual.alpha().value());
        float[] held =
                nets.actors()
                        .slope(
                                parameters -> {
                                    SquashedGaussian pi = nets.at(s, parameters);
                                    return RacLosses.held(
                                            imitation(pi, real),
                                            pi.klTo(meta.at(s)),
                                            lambda,
                                            alpha);
                                });
        float[] climbing =
                nets.actors()
                        .slope(
                                parameters -> {
                                    NDArray a = nets.at(s, parameters).sample(noise).action();
                                    return nets.value(s, a).mean(new int[] {1});
                                });
        double sum = 0;
        for (int task = 0; task < held.length; task++) {
            sum += held[task] / Math.max(climbing[task], Float.MIN_NORMAL);
        }
        return sum / held.length;
    }

    private NDArray noise(NDManager scratch, List<RandomGenerator> randoms, int rows) {
        return Noise.gaussian(scratch, randoms, rows, nets.policy().actionSize());
    }

    private NDArray temperatures(NDManager scratch) {
        return duals.column(scratch, dual -> dual.temperature().value());
    }

    public RacConfig config() {
        return config;
    }

    public Policy policy() {
        return nets.policy();
    }

    /** The critics' shape. */
    public Critic critic() {
        return nets.critic();
    }

    /** The actors' parameters, [T, P]. */
    public ParameterStack actors() {
        return nets.actors().parameters();
    }

    /** The critics' parameters, [T, P]. */
    public ParameterStack critics() {
        return nets.critics().parameters();
    }

    /** The meta-policy that holds the actors. */
    public FrozenPolicy meta() {
        return meta;
    }

    /** The slow copy of the critics, [T, P]. */
    ParameterStack targets() {
        return nets.targets();
    }

    /** The tuned numbers of one task. */
    public TaskDuals duals(int task) {
        return duals.tasks().get(task);
    }

    /**
     * The learners of some tasks, with their optimizer states; {@link #scatter} brings them back.
     */
    public Rac gather(int... rows) {
        if (meta.tasks() != 1) {
            throw new IllegalStateException(
                    "Rac has %d meta-policies; tasks can be gathered only where all share one"
                            .formatted(meta.tasks()));
        }
        return new Rac(config, nets.gather(rows), meta, duals.gather(rows));
    }

    /** Writes the learners of some tasks back over their rows. */
    public void scatter(int[] rows, Rac part) {
        nets.scatter(rows, part.nets);
    }

    /** All that moves; the meta-policy is another's. */
    public void save(Snapshot to) {
        nets.save(to);
        to.put("updates", new double[] {updates});
        duals.save(to.at("duals"));
    }

    /** Goes on from where {@link #save} was called. */
    public void restore(Snapshot from) {
        nets.restore(from);
        updates = (int) from.doubles("updates", 1)[0];
        duals.restore(from.at("duals"));
    }

    @Override
    public void close() {
        nets.close();
    }
}
