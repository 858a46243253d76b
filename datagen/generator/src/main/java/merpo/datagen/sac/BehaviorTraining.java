package merpo.datagen.sac;

import ai.djl.ndarray.NDManager;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.Actor;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.BatchArrays;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.rollout.PolicyRollout;
import merpo.datagen.snapshot.Snapshot;
import merpo.envs.Divergence;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.VectorEnvironment;
import merpo.envs.task.Task;

/**
 * Trains behavior policies with {@link Sac} for all tasks of a family at once: some simulations,
 * one replay buffer and one learner for each task, all in lockstep. A clock counts environment
 * steps per task.
 */
public final class BehaviorTraining {
    private final EnvironmentDefinition definition;
    private final List<Task> tasks;
    private final SacConfig config;
    private final long seed;
    private final int threads;

    /**
     * A policy at one moment of its training.
     *
     * @param step environment steps so far
     * @param parameters of all tasks' actors, [T * P]
     * @param returns of stochastic episodes, [T][episodes]
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    public record Checkpoint(int step, float[] parameters, double[][] returns) {}

    /** Takes what the training reports. */
    public interface Listener {
        /** Told of each checkpoint, in order. */
        void checkpoint(Checkpoint checkpoint);

        /**
         * From here a killed training can go on, with this and every transition so far.
         *
         * @param step environment steps so far, also in {@code learner}
         */
        default void snapshot(int step, Snapshot learner) {}

        /** After every step of the simulations. */
        void step(int step);

        /**
         * One simulation's share of a step that explores; its rows are those that the replay
         * buffers get, in their order. Where the simulation diverged they get none.
         *
         * @param policyStep environment steps of the policy that acted; -1 is random
         */
        default void explored(int simulation, PolicyRollout.Step step, long policyStep) {}

        /** An episode's physics broke; it is no data, and the others go on. */
        default void diverged(Divergence broken) {}
    }

    /** Before its first step. */
    public BehaviorTraining(
            EnvironmentDefinition definition,
            List<Task> tasks,
            SacConfig config,
            long seed,
            int threads) {
        this.definition = definition;
        this.tasks = List.copyOf(tasks);
        this.config = config;
        this.seed = seed;
        this.threads = threads;
    }

    /** Empty buffers with room for the whole training, one per task. */
    public List<ReplayBuffer> emptyBuffers() {
        return tasks.stream()
                .map(
                        task ->
                                new ReplayBuffer(
                                        config.steps(),
                                        definition.observationSize(),
                                        definition.actionSize()))
                .toList();
    }

    /** Trains from scratch to the end; the first checkpoint, at step 0, is the untrained policy. */
    public void run(NDManager manager, Listener listener) {
        train(manager, listener, 0, emptyBuffers(), Optional.empty());
    }

    /**
     * Goes on to the end; every number is as if the training had never stopped.
     *
     * @param learner as a training of this configuration and seed reported it
     * @param buffers every transition up to then, one buffer per task; they grow
     */
    public void resume(
            NDManager manager, Snapshot learner, List<ReplayBuffer> buffers, Listener listener) {
        train(manager, listener, step(learner), buffers, Optional.of(learner));
    }

    /** Environment steps after which a learner was saved. */
    public static int step(Snapshot learner) {
        return (int) learner.doubles("step", 1)[0];
    }

    private static Snapshot snapshot(int step, Sac sac) {
        Snapshot learner = Snapshot.empty();
        learner.put("step", new double[] {step});
        sac.save(learner);
        return learner;
    }

    private void train(
            NDManager manager,
            Listener listener,
            int from,
            List<ReplayBuffer> buffers,
            Optional<Snapshot> learner) {
        int obs = definition.observationSize();
        int act = definition.actionSize();
        BatchArrays arrays = new BatchArrays(tasks.size(), config.sizes().batch(), obs, act);
        try (VectorEnvironment environment =
                        VectorEnvironment.open(definition, simulations(), threads);
                PolicyRollout evaluation =
                        new PolicyRollout(
                                definition, tasks, config.checkpoints().episodes(), threads);
                Sac sac = new Sac(manager, config, obs, act, streams("SAC learner", 0))) {
            environment.onDivergence(listener::diverged);
            evaluation.environment().onDivergence(listener::diverged);
            learner.ifPresent(sac::restore);
            if (from == 0) {
                listener.checkpoint(checkpoint(0, sac, evaluation));
            }
            Interval interval = null;
            for (int step = from; step < config.steps(); ) {
                if (interval == null || config.isSnapshot(step)) {
                    interval = new Interval(step, environment, sac);
                }
                step += config.simulations();
                interval.explore(step, buffers, listener);
                if (step > config.uniformSteps()) {
                    for (int update = 0; update < config.updates(); update++) {
                        try (NDManager scratch = manager.newSubManager()) {
                            sac.update(
                                    arrays.draw(
                                                    buffers,
                                                    interval.batches,
                                                    0,
                                                    config.sizes().batch())
                                            .toBatch(scratch));
                        }
                    }
                }
                if (config.isCheckpoint(step)) {
                    listener.checkpoint(checkpoint(step, sac, evaluation));
                }
                if (config.isSnapshot(step)) {
                    listener.snapshot(step, snapshot(step, sac));
                }
                listener.step(step);
            }
        }
    }

    /** Simulation {@code task * simulations + k} has that task. */
    private List<Task> simulations() {
        return tasks.stream()
                .flatMap(task -> Collections.nCopies(config.simulations(), task).stream())
                .toList();
    }

    /**
     * Generators of an interval of the training, one per task: a function of seed and step alone.
     */
    private List<RandomGenerator> streams(String purpose, int step) {
        long from = step == 0 ? seed : Streams.seed(seed, "SAC interval", step);
        return Streams.perTask(from, purpose, tasks.size());
    }

    /** What lies between two snapshots: generators of its own, and episodes that begin with it. */
    private final class Interval {
        final VectorEnvironment environment;
        final List<RandomGenerator> batches;
        final Actor uniform;
        final Actor own;

        Interval(int step, VectorEnvironment environment, Sac sac) {
            this.environment = environment;
            batches = streams("SAC batches", step);
            List<RandomGenerator> acting = streams("SAC actions", step);
            uniform =
                    new Actor.Uniform(
                            definition.observationSize(), definition.actionSize(), acting);
            own = Actor.stochastic(sac.policy(), sac.actor(), acting);
            if (step > 0) {
                sac.reseed(streams("SAC learner", step));
            }
            environment.reset(Streams.seed(seed, "SAC environment", step));
        }

        /** One step of every simulation; {@code step} is where it leads. */
        void explore(int step, List<ReplayBuffer> buffers, Listener listener) {
            int obs = definition.observationSize();
            int act = definition.actionSize();
            boolean random = step <= config.uniformSteps();
            PolicyRollout.Step seen =
                    PolicyRollout.Step.take(environment, random ? uniform : own, step);
            float[] successors = PolicyRollout.floats(environment.successors());
            for (int simulation = 0; simulation < environment.size(); simulation++) {
                listener.explored(simulation, seen, random ? -1 : step - config.simulations());
                if (environment.diverged()[simulation]) {
                    continue; // the episode has ended; its last step is no data
                }
                buffers.get(simulation / config.simulations())
                        .add(
                                seen.observations(),
                                simulation * obs,
                                seen.acted().actions(),
                                simulation * act,
                                (float) environment.rewards()[simulation],
                                successors,
                                simulation * obs,
                                environment.terminated()[simulation]);
            }
        }
    }

    /** Evaluated with streams of its own, so that checkpoints do not change the training. */
    private Checkpoint checkpoint(int step, Sac sac, PolicyRollout evaluation) {
        List<RandomGenerator> randoms =
                Streams.perTask(
                        Streams.seed(seed, "SAC evaluation", step), "actions", tasks.size());
        try (ParameterStack actor = sac.actor().copy()) {
            double[][] returns =
                    evaluation.returns(
                            Actor.stochastic(sac.policy(), actor, randoms),
                            Streams.seed(seed, "SAC evaluation starts", step));
            return new Checkpoint(step, actor.toArray(), returns);
        }
    }
}
