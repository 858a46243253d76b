package merpo.datagen.sac;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.BatchArrays;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.rollout.Actor;
import merpo.datagen.rollout.Rollout;
import merpo.envs.Divergence;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.VectorEnvironment;
import merpo.envs.task.Task;

/**
 * Trains behavior policies with {@link Sac} for all tasks of a family at once: one simulation, one
 * replay buffer and one update per environment step for each task.
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
        void checkpoint(Checkpoint checkpoint);

        /** After every environment step. */
        void step(int step);

        /** An episode's physics broke; it is no data, and the others go on. */
        default void diverged(Divergence broken) {}
    }

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

    /** Trains from scratch to the end; the first checkpoint, at step 0, is the untrained policy. */
    public void run(NDManager manager, Listener listener) {
        int n = tasks.size();
        int obs = definition.observationSize();
        int act = definition.actionSize();
        List<RandomGenerator> learning = Streams.perTask(seed, "SAC learner", n);
        List<RandomGenerator> acting = Streams.perTask(seed, "SAC actions", n);
        List<RandomGenerator> batches = Streams.perTask(seed, "SAC batches", n);
        List<ReplayBuffer> buffers = new ArrayList<>();
        for (int task = 0; task < n; task++) {
            buffers.add(new ReplayBuffer(config.steps(), obs, act));
        }
        BatchArrays arrays = new BatchArrays(n, config.batch(), obs, act);
        try (VectorEnvironment environment = VectorEnvironment.open(definition, tasks, threads);
                Rollout evaluation =
                        new Rollout(definition, tasks, config.evaluationEpisodes(), threads);
                Sac sac = new Sac(manager, config, obs, act, learning)) {
            Actor uniform = new Actor.Uniform(obs, act, acting);
            Actor own = Actor.stochastic(sac.policy(), sac.actor(), acting);
            environment.onDivergence(listener::diverged);
            evaluation.environment().onDivergence(listener::diverged);
            environment.reset(Streams.seed(seed, "SAC environment", 0));
            listener.checkpoint(checkpoint(0, sac, evaluation));
            for (int step = 1; step <= config.steps(); step++) {
                explore(environment, step <= config.uniformSteps() ? uniform : own, buffers);
                if (step > config.uniformSteps()) {
                    try (NDManager scratch = manager.newSubManager()) {
                        sac.update(
                                arrays.draw(buffers, batches, 0, config.batch()).toBatch(scratch));
                    }
                }
                if (step % config.checkpointEvery() == 0 || step == config.steps()) {
                    listener.checkpoint(checkpoint(step, sac, evaluation));
                }
                listener.step(step);
            }
        }
    }

    private void explore(VectorEnvironment environment, Actor actor, List<ReplayBuffer> buffers) {
        int obs = definition.observationSize();
        int act = definition.actionSize();
        float[] observations = Rollout.floats(environment.observations());
        Policy.Acted acted = actor.act(observations);
        environment.step(Rollout.doubles(acted.actions()));
        float[] successors = Rollout.floats(environment.successors());
        for (int task = 0; task < buffers.size(); task++) {
            if (environment.diverged()[task]) {
                continue; // the episode has ended; its last step is no data
            }
            buffers.get(task)
                    .add(
                            observations,
                            task * obs,
                            acted.actions(),
                            task * act,
                            (float) environment.rewards()[task],
                            successors,
                            task * obs,
                            environment.terminated()[task]);
        }
    }

    /** Evaluated with streams of its own, so that checkpoints do not change the training. */
    private Checkpoint checkpoint(int step, Sac sac, Rollout evaluation) {
        List<RandomGenerator> randoms = new ArrayList<>();
        for (int task = 0; task < tasks.size(); task++) {
            randoms.add(Streams.of(Streams.seed(seed, "SAC evaluation", step), "actions", task));
        }
        try (ParameterStack actor = sac.actor().copy()) {
            double[][] returns =
                    evaluation.returns(
                            Actor.stochastic(sac.policy(), actor, randoms),
                            Streams.seed(seed, "SAC evaluation starts", step));
            return new Checkpoint(step, actor.toArray(), returns);
        }
    }
}
