package merpo.agents.rac;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import merpo.agents.Candidate;
import merpo.agents.FrozenPolicy;
import merpo.agents.KeepableActor;
import merpo.agents.PolicyActor;
import merpo.agents.dynamics.ModelRollouts;
import merpo.agents.dynamics.Rollouts;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.BatchArrays;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.snapshot.Snapshot;

/**
 * Feeds a {@link Rac} (Algorithm 1): rollouts of the current policies in the models when they are
 * due, then a batch of real rows followed by imagined ones. Closing it closes the learner.
 */
public final class RacTrainer implements AutoCloseable {
    /** Names of what {@link #diagnosis} measures. */
    public static final List<String> DIAGNOSES = List.of("regularization");

    private final NDManager manager;
    private final Rac rac;
    private final List<ReplayBuffer> real;
    private final Optional<ModelRollouts> imagination;
    private List<RandomGenerator> randoms;
    private final BatchArrays arrays;
    private int steps;
    private Consumer<NDManager> afterStep = scratch -> {};

    /**
     * @param rac taken over
     * @param real each task's dataset
     * @param imagination models and buffers of the same tasks; none where all rows are real
     * @param randoms one generator per task: batches, noise, rollouts
     */
    public RacTrainer(
            NDManager manager,
            Rac rac,
            List<ReplayBuffer> real,
            Optional<ModelRollouts> imagination,
            List<RandomGenerator> randoms) {
        if (rac.config().usesModel() && imagination.isEmpty()) {
            throw new IllegalArgumentException(
                    "RacConfig.realRatio is %s, but there is no model to imagine the rest. Give one, or set realRatio to 1"
                            .formatted(rac.config().realRatio()));
        }
        this.manager = manager;
        this.rac = rac;
        this.real = List.copyOf(real);
        this.imagination = imagination;
        this.randoms = randoms;
        this.arrays =
                new BatchArrays(
                        real.size(),
                        rac.config().sizes().batch(),
                        rac.policy().observationSize(),
                        rac.policy().actionSize());
    }

    /**
     * Learners that begin, with optimizers, duals and imagined rows of their own.
     *
     * @param actors taken over
     * @param critics taken over
     * @param meta the meta-policy; the caller keeps it
     * @param randoms one generator per row of the stack
     */
    public static RacTrainer fresh(
            NDManager manager,
            RacConfig config,
            Sources sources,
            ParameterStack actors,
            ParameterStack critics,
            FrozenPolicy meta,
            List<RandomGenerator> randoms) {
        Rac rac =
                Rac.from(
                        config,
                        actors,
                        critics,
                        meta,
                        Duals.start(
                                config,
                                new Multiplier.Fixed(config.alpha()),
                                sources.penaltyUnit(),
                                sources.cloneLikelihood()),
                        sources.rewardScale());
        return new RacTrainer(
                manager, rac, sources.data(), sources.imagination(config.rollouts()), randoms);
    }

    /** Does something more after every {@link #step}, on the scratch manager of the step. */
    public void afterEachStep(Consumer<NDManager> more) {
        afterStep = more;
    }

    /** The learner that it steps. */
    public Rac rac() {
        return rac;
    }

    int steps() {
        return steps;
    }

    /** One rollout if it is due, one batch, one update. */
    public Map<String, Double> step() {
        try (NDManager scratch = manager.newSubManager()) {
            Map<String, Double> seen = update(nextBatch(scratch));
            afterStep.accept(scratch);
            return seen;
        }
    }

    /** A mixed batch on {@code scratch}, real rows first; before it a rollout if it is due. */
    public Batch nextBatch(NDManager scratch) {
        RacConfig config = rac.config();
        int realRows = config.realRows();
        if (config.usesModel()) {
            if (steps % config.rollouts().every() == 0) {
                rollOut(config.rollouts());
            }
            int rest = config.sizes().batch() - realRows;
            arrays.draw(imagination.orElseThrow().imagined(), randoms, realRows, rest);
        }
        steps++;
        return arrays.draw(real, randoms, 0, realRows).toBatch(scratch);
    }

    private void rollOut(RolloutSchedule schedule) {
        imagination
                .orElseThrow()
                .rollOut(
                        manager,
                        rac.policy(),
                        rac.actors(),
                        real,
                        randoms,
                        Rollouts.of(schedule.length(), schedule.rows()));
    }

    /** One update on a batch of {@link #nextBatch}. */
    public Map<String, Double> update(Batch batch) {
        return rac.update(batch, randoms);
    }

    /** See {@link Rac#regularization} (PAPERS.md, A35); on a batch of its own. */
    public Map<String, Double> diagnosis() {
        try (NDManager scratch = manager.newSubManager()) {
            return Map.of(DIAGNOSES.get(0), rac.regularization(nextBatch(scratch), randoms));
        }
    }

    /**
     * These learners as what is tried on their tasks; it takes over this trainer if it takes steps.
     *
     * @param steps that it asks for; 0 to act as they are
     */
    public Candidate candidate(String name, int steps) {
        if (steps == 0) {
            return Candidate.of(name, new PolicyActor(rac.policy(), rac.actors()));
        }
        return new TrainedCandidate(name, this, steps);
    }

    private record TrainedCandidate(String name, RacTrainer trainer, int steps)
            implements Candidate {
        @Override
        public void step() {
            var unused = trainer.step();
        }

        @Override
        public KeepableActor actor() {
            return new PolicyActor(trainer.rac.policy(), trainer.rac.actors());
        }

        @Override
        public void close() {
            trainer.close();
        }
    }

    /** Draws from other generators from here on. */
    public void reseed(List<RandomGenerator> others) {
        randoms = others;
    }

    /** The learner, its imagined rows and its clock. */
    public void save(Snapshot to) {
        rac.save(to.at("rac"));
        to.put("steps", new double[] {steps});
        to.put("imagined", imagined());
    }

    /** Goes on from where {@link #save} was called; the caller reseeds. */
    public void restore(Snapshot from) {
        rac.restore(from.at("rac"));
        steps = (int) from.doubles("steps", 1)[0];
        from.restore("imagined", imagined());
    }

    private List<ReplayBuffer> imagined() {
        return imagination.map(ModelRollouts::imagined).orElse(List.of());
    }

    @Override
    public void close() {
        rac.close();
    }
}
