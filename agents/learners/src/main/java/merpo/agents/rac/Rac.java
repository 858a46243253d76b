package merpo.agents.rac;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import merpo.agents.FrozenPolicy;
import merpo.agents.rac.RacLosses.ActorTerms;
import merpo.agents.rac.RacLosses.CriticTerms;
import merpo.datagen.nn.Critic;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.Network;
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
            ParameterStack actors,
            ParameterStack critics,
            FrozenPolicy meta,
            Duals duals) {
        int tasks = actors.tasks();
        if (duals.tasks() != tasks || critics.tasks() != tasks) {
            throw new IllegalArgumentException(
                    "Rac got %d actors, %d critics and %d duals; must be one of each per task"
                            .formatted(tasks, critics.tasks(), duals.tasks()));
        }
        if (meta.tasks() != 1 && meta.tasks() != tasks) {
            throw new IllegalArgumentException(
                    "Rac got %d meta-policies for %d tasks; must be one for all or one for each"
                            .formatted(meta.tasks(), tasks));
        }
        return new Rac(config, ActorCritic.of(config, meta.shape(), actors, critics), meta, duals);
    }

    /** Makes the actors' later steps as long as this share of the configured rate. */
    void slowActors(double share) {
        nets.actors().setLearningRate(share * config.optimizer().actorRate());
    }

    /**
     * Goes on with other critics, fresh optimizers and targets that are a copy.
     *
     * @param critics [T, P], taken over
     */
    public void restartCritics(ParameterStack critics) {
        nets = nets.restartCritics(config, critics);
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

        NDArray y = target(mixed, noise(scratch, randoms, mixed.rows()));
        Gap.Proposal rho =
                config.gap().propose(nets.policy(), nets.actors().constant(), rho(mixed), randoms);
        float[] offset = rho.offset().toFloatArray(); // of a gap where Q is constant
        Network critics = nets.critics();
        Multiplier.Stack beta = duals.beta();
        float[] criticLoss =
                critics.descend(
                        q -> {
                            CriticTerms terms = criticTerms(mixed, rho, y, q);
                            seen.putAll(terms.means());
                            float[] gap = seen.get("gap");
                            beta.follow(task -> beta.excess(gap[task] - offset[task])); // A13
                            return RacLosses.critic(terms, beta.column(scratch));
                        });

        NDArray noise = noise(scratch, randoms, mixed.rows());
        Network actors = nets.actors();
        float[] actorLoss =
                actors.descend(
                        pi -> {
                            ActorTerms terms = actorTerms(mixed, real, noise, pi);
                            seen.putAll(terms.means());
                            return actorLoss(terms);
                        });

        float[] logProb = seen.get("log_prob");
        Multiplier.Stack temperature = duals.temperature(); // held at the entropy -|A|
        int entries = nets.policy().actionSize();
        temperature.follow(task -> temperature.excess((double) logProb[task] - entries));
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
    private NDArray target(Batch mixed, NDArray noise) {
        NDArray next = mixed.nextObservation();
        SquashedGaussian.Sample own = nets.at(next).sample(noise);
        NDArray smaller = nets.slowValue(next, own.action());
        NDArray value =
                config.bootstrap().backup() == RacConfig.Backup.SOFT
                        ? RacLosses.soft(smaller, own.logProb(), temperatures(next.getManager()))
                        : smaller;
        return RacLosses.target(
                mixed.reward(), mixed.continues(), value, config.bootstrap().discount());
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
        NDArray temperature = temperatures(s.getManager());
        if (updates < config.optimizer().cloneSteps()) {
            return new ActorTerms(
                    own.logProb(),
                    own.logProb().mul(temperature),
                    Optional.of(imitation(pi, real)),
                    Optional.empty());
        }
        NDArray cost =
                RacLosses.soft(nets.value(s, own.action()), own.logProb(), temperature).neg();
        return config.penalties().regularize()
                ? new ActorTerms(
                        own.logProb(),
                        cost,
                        Optional.of(imitation(pi, real)),
                        Optional.of(pi.klTo(meta.at(s))))
                : new ActorTerms(own.logProb(), cost, Optional.empty(), Optional.empty());
    }

    /** Eq. (9), negated; COMBO spares both divergences. */
    private NDArray actorLoss(ActorTerms terms) {
        NDManager scratch = terms.cost().getManager();
        return terms.drift().isEmpty()
                ? RacLosses.actor(terms)
                : RacLosses.actor(terms, duals.lambda().row(scratch), duals.alpha().row(scratch));
    }

    /** {@code -log pi(a|s)} of the real rows, [T, R]. */
    static NDArray imitation(SquashedGaussian pi, Batch real) {
        return pi.slice(0, real.rows()).logProb(real.preTanh()).neg();
    }

    /** See {@link GradientRatio}. */
    public double regularization(Batch mixed, List<RandomGenerator> randoms) {
        NDManager scratch = mixed.reward().getManager();
        NDArray noise = noise(scratch, randoms, mixed.rows());
        return GradientRatio.of(nets, meta, duals, mixed, mixed.slice(0, config.realRows()), noise);
    }

    private NDArray noise(NDManager scratch, List<RandomGenerator> randoms, int rows) {
        return Noise.gaussian(scratch, randoms, rows, nets.policy().actionSize());
    }

    private NDArray temperatures(NDManager scratch) {
        return duals.temperature().column(scratch);
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
