package merpo.agents.evaluation;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import merpo.datagen.nn.Actor;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;
import merpo.datagen.rollout.PolicyRollout;
import merpo.datagen.run.CsvLog;
import merpo.envs.Divergence;
import merpo.envs.Dynamics;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.task.Task;

/**
 * Tries deterministic policies in the real environment, always from the same start states, so that
 * two policies differ by what they do. Owns its simulations until {@link #close}.
 */
public final class Trial implements AutoCloseable {
    private final EnvironmentDefinition definition;
    private final List<Task> tasks;
    private final List<Optional<Reference>> references;
    private final PolicyRollout rollout;
    private final int episodes;
    private final long seed;

    /**
     * @param references one per task, where its scores are known
     * @param episodes per task
     * @param seed of the start states
     */
    public Trial(
            EnvironmentDefinition definition,
            List<Task> tasks,
            List<Optional<Reference>> references,
            int episodes,
            long seed,
            int threads) {
        this.definition = definition;
        this.tasks = List.copyOf(tasks);
        this.references = List.copyOf(references);
        this.episodes = episodes;
        this.seed = seed;
        this.rollout = new PolicyRollout(definition, tasks, episodes, threads);
    }

    /**
     * Seed of the start states that follow from a training's seed: the same for all who compare.
     */
    public static long starts(long seed) {
        return Streams.seed(seed, "evaluation starts", 0);
    }

    /** One without scores: of tasks whose references nobody knows. */
    public static Trial unscored(
            EnvironmentDefinition definition, List<Task> tasks, int episodes, long seed) {
        return new Trial(
                definition,
                tasks,
                Collections.nCopies(tasks.size(), Optional.empty()),
                episodes,
                seed,
                1);
    }

    /** Mean return of each task. */
    public double[] returns(Policy policy, ParameterStack parameters) {
        return returns(Actor.deterministic(policy, parameters));
    }

    /** Return of each episode of each task, [task][episode]. */
    public double[][] episodes(Actor actor) {
        return rollout.returns(actor, seed);
    }

    /** Mean return of each task. */
    public double[] returns(Actor actor) {
        return Arrays.stream(rollout.returns(actor, seed))
                .mapToDouble(ofTask -> Arrays.stream(ofTask).average().orElseThrow())
                .toArray();
    }

    /**
     * Appends the first episode of each task to a table of task, policy, step, time [s], x, y [m]:
     * where the robot is before each step, for points also after the last. A cheetah stays in the
     * plane y = 0. Of a task that is there several times, for several seeds, the first is taken.
     */
    public void trace(CsvLog log, String name, Actor actor) {
        double duration = definition.stepDuration();
        boolean point = definition.dynamics() instanceof Dynamics.Planar;
        int nq = rollout.environment().positionSize();
        int obs = definition.observationSize();
        rollout.returns(
                actor,
                seed,
                (simulation, step) -> {
                    Task task = tasks.get(simulation / episodes);
                    if (simulation != tasks.indexOf(task) * episodes) {
                        return;
                    }
                    log.row(
                            task.index(),
                            name,
                            step.number(),
                            step.number() * duration,
                            step.positions()[simulation * nq],
                            point ? step.positions()[simulation * nq + 1] : 0.0);
                    boolean last =
                            step.environment().truncated()[simulation]
                                    || step.environment().terminated()[simulation];
                    if (last && point) { // whose observation is its position
                        log.row(
                                task.index(),
                                name,
                                step.number() + 1,
                                (step.number() + 1) * duration,
                                step.environment().successors()[simulation * obs],
                                step.environment().successors()[simulation * obs + 1]);
                    }
                });
    }

    /** Who is told of each episode whose physics breaks. */
    public void onDivergence(Consumer<Divergence> told) {
        rollout.environment().onDivergence(told);
    }

    /** In which policies are tried, in their order. */
    public List<Task> tasks() {
        return tasks;
    }

    /** By which returns of a task are scored, if anything. */
    public Optional<Reference> reference(int task) {
        return references.get(task);
    }

    /** Of each task. */
    public int episodes() {
        return episodes;
    }

    @Override
    public void close() {
        rollout.close();
    }
}
