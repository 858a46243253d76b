package merpo.agents.rac;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import merpo.agents.FrozenPolicy;
import merpo.agents.rac.RacLosses.ActorTerms;
import merpo.agents.rac.RacLosses.CriticTerms;
import merpo.datagen.nn.Bellman;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.Noise;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.PerTask;
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
    private final ActorCritic nets; // pi_n, Q_n
    private final FrozenPolicy meta; // pi_c; not owned
    private final Duals duals;
    private final double[] rewardScale; // of each task
    private int updates;

    private Rac(
            RacConfig config,
            ActorCritic nets,
            FrozenPolicy meta,
            Duals duals,
            double... rewardScale) {
        this.config = config;
        this.nets = nets;
        this.meta = meta;
        this.duals = duals;
        this.rewardScale = rewardScale;
    }

    /**
     * Learners that start from given networks, with fresh optimizers; their rewards are scaled by a
     * number that the settings hold.
     *
     * @see #from(RacConfig, ParameterStack, ParameterStack, FrozenPolicy, Duals, double...)
     */
    public static Rac from(
            RacConfig config,
            ParameterStack actors,
            ParameterStack critics,
            FrozenPolicy meta,
            Duals duals) {
        RewardScale.Fixed scale = new RewardScale.Fixed(config.bootstrap().rewards().known());
        return from(config, actors, critics, meta, duals, scale.each(duals.tasks()));
    }

    /**
     * Learners that start from given networks, with fresh optimizers.
     *
     * @param actors [T, P], taken over
     * @param critics [T, P], taken over; the targets start as a copy
     * @param meta the meta-policy; the caller keeps it and may change it between updates
     * @param duals one per task
     * @param rewardScale one per task ({@link RewardScale})
     */
    public static Rac from(
            RacConfig config,
            ParameterStack actors,
            ParameterStack critics,
            FrozenPolicy meta,
            Duals duals,
            double... rewardScale) {
        int tasks = actors.tasks();
        if (duals.tasks() != tasks || critics.tasks() != tasks || rewardScale.length != tasks) {
            throw new IllegalArgumentException(
                    "Rac got %d actors, %d critics, %d duals and %d scales of rewards; must be one of each per task"
                            .formatted(tasks, critics.tasks(), duals.tasks(), rewardScale.length));
        }
        if (meta.tasks() != 1 && meta.tasks() != tasks) {
            throw new IllegalArgumentException(
                    "Rac got %d meta-policies for %d tasks; must be one for all or one for each"
                            .formatted(meta.tasks(), tasks));
        }
        return new Rac(
                config,
                ActorCritic.of(config, meta.shape(), actors, critics),
                meta,
                duals,
                rewardScale.clone());
    }

    /** Makes the actors' later steps as long as this share of the configured rate. */
    void slowActors(double share) {
        nets.actors().setLearningRate(share * config.optimizer().actorRate());
    }

    /** Goes on with a copy of other critics [T, P], and with fresh optimizers and targets. */
    public void restartCritics(ParameterStack critics) {
        nets.critics().restart(critics);
        nets.targets().assign(critics);
    }

    /**
     * One step of each network of every task and of its dual variables (MerPO, A.2.2), in the
     * paper's order. The caller owns the batch.
     *
     * @return what it saw, by the names of {@link RacMetrics}
     */
    public Map<String, Double> update(Batch mixed, List<RandomGenerator> randoms) {
        NDManager scratch = mixed.reward().getManager();
        Batch real = mixed.slice(0, config.realRows());
        Map<String, float[]> seen = new HashMap<>(); // of each task

        NDArray y = target(mixed, randoms);
        Gap.Proposal rho =
                config.gap().propose(nets.policy(), nets.actors().constant(), rho(mixed), randoms);
        float[] offset = rho.offset().toFloatArray(); // of a gap where Q is constant
        Network critics = nets.critics();
        float[] criticLoss =
                critics.descend(
                        q -> {
                            CriticTerms terms = criticTerms(mixed, rho, y, q);
                            seen.putAll(terms.means());
                            float[] gap = seen.get("gap");
                            duals.beta().hold(task -> gap[task] - offset[task]); // A13
                            return RacLosses.critic(terms, duals.beta().column(scratch));
                        });

        int entries = nets.policy().actionSize();
        NDArray noise = Noise.gaussian(scratch, randoms, mixed.rows(), entries);
        Network actors = nets.actors();
        float[] actorLoss =
                actors.descend(
                        pi -> {
                            ActorTerms terms = actorTerms(mixed, real, noise, pi);
                            seen.putAll(terms.means());
                            return RacLosses.actor(terms, duals);
                        });

        float[] logProb = seen.get("log_prob");
        duals.temperature().hold(task -> (double) logProb[task] - entries); // entropy at -|A|
        float[] imitation = seen.get("behavior_divergence");
        float[] drift = seen.get("meta_divergence");
        if (drift != null) { // else lambda rests: nothing was held by it
            duals.lambda()
                    .follow(task -> duals.divergenceExcess(task, imitation[task], drift[task]));
        }
        nets.targets().track(critics.parameters(), config.bootstrap().polyak());
        updates++;
        return RacMetrics.of(criticLoss, actorLoss, seen, duals);
    }

    /** The rows whose states stand for rho in Eq. (1). */
    private Batch rho(Batch mixed) {
        return switch (config.gap().states()) {
            case IMAGINED -> mixed.slice(config.realRows(), mixed.rows());
            case MIXED -> mixed;
        };
    }

    /** Bootstrap targets [T, B]: constant, since nothing here takes a gradient. */
    private NDArray target(Batch mixed, List<RandomGenerator> randoms) {
        NDArray next = mixed.nextObservation();
        SquashedGaussian.Sample own = nets.at(next).sample(randoms);
        NDArray value = nets.slowValue(next, own.action());
        if (config.bootstrap().backup() == RacConfig.Backup.SOFT) {
            NDArray temperature = duals.temperature().column(next.getManager());
            value = Bellman.soft(value, own.logProb(), temperature);
        }
        double discount = config.bootstrap().discount();
        NDArray reward = PerTask.scaled(mixed.reward(), rewardScale);
        return Bellman.target(reward, mixed.continues(), value, discount);
    }

    /** What Eq. (1) is made of, from the critics' parameters. */
    private CriticTerms criticTerms(Batch mixed, Gap.Proposal rho, NDArray y, NDList parameters) {
        NDArray s = NDArrays.concat(new NDList(mixed.observation(), rho.observation()), 1);
        NDArray a = NDArrays.concat(new NDList(mixed.action(), rho.action()), 1);
        NDArray q = nets.critic().values(List.of(s, a), parameters); // [T, 2, B + M]
        return CriticTerms.of(q, y, config.realRows(), rho.expectation());
    }

    /** What Eq. (9) is made of; in the first updates, where asked for, imitation without Q. */
    private ActorTerms actorTerms(Batch mixed, Batch real, NDArray noise, NDList parameters) {
        NDArray s = mixed.observation();
        SquashedGaussian pi = nets.at(s, parameters);
        SquashedGaussian.Sample own = pi.sample(noise);
        NDArray temperature = duals.temperature().column(s.getManager());
        boolean cloning = updates < config.optimizer().cloneSteps();
        boolean held = !cloning && config.penalties().regularize();
        NDArray cost =
                cloning
                        ? own.logProb().mul(temperature)
                        : Bellman.soft(nets.value(s, own.action()), own.logProb(), temperature)
                                .neg();
        return new ActorTerms(
                own.logProb(),
                cost,
                cloning || held ? Optional.of(imitation(pi, real)) : Optional.empty(),
                held ? Optional.of(pi.klTo(meta.at(s))) : Optional.empty());
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
        Batch real = mixed.slice(0, config.realRows());
        int entries = nets.policy().actionSize();
        NDArray noise = Noise.gaussian(s.getManager(), randoms, mixed.rows(), entries);
        Network actors = nets.actors();
        float[] held =
                actors.slope(
                        parameters -> {
                            SquashedGaussian pi = nets.at(s, parameters);
                            return RacLosses.held(imitation(pi, real), pi.klTo(meta.at(s)), duals);
                        });
        float[] climbing =
                actors.slope(
                        parameters -> {
                            NDArray a = nets.at(s, parameters).sample(noise).action();
                            return nets.value(s, a).mean(new int[] {1});
                        });
        return PerTask.mean(PerTask.ratios(held, climbing));
    }

    /** Its settings. */
    public RacConfig config() {
        return config;
    }

    /** The shape of its actors. */
    public Policy policy() {
        return nets.policy();
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

    /** The tuned numbers of all tasks. */
    public Duals duals() {
        return duals;
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
        return new Rac(
                config,
                nets.gather(rows),
                meta,
                duals.gather(rows),
                Arrays.stream(rows).mapToDouble(row -> rewardScale[row]).toArray());
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
