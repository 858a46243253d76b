package merpo.envs;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import merpo.envs.task.Task;

/**
 * Many simulations of one environment in lockstep, each with its own task, seed and clock. Owns the
 * simulations; close it. An episode that ends starts anew at once: {@link #successors} still holds
 * its true last observation, {@link #observations} the first of the next. Not for several threads.
 */
public final class VectorEnvironment implements AutoCloseable {
    private final EnvironmentDefinition definition;
    private final Simulations simulations;
    private final Observer observer;
    private final Task[] tasks;
    private final int first; // place of simulation 0
    private final int size;
    private final int positionSize;
    private final int velocitySize;

    private final double[] observations; // [n * obs]
    private final Actions actions;
    private final Starts starts;
    private final Judge judge;
    private final EpisodeHistory history;
    private final Divergence[] divergences; // [n], null until a simulation has diverged
    private Consumer<Divergence> listener = divergence -> {};
    private final double[] reached; // [n * nq], positions after the step
    private final int[] ended; // simulations to start anew
    private final boolean[] resting; // [n]
    private final int[] moving; // those that do not rest, ascending
    private int movingCount;
    private final int[] clock; // [n], steps of the episode
    private boolean closed;

    private VectorEnvironment(
            EnvironmentDefinition definition,
            List<Task> tasks,
            int first,
            Simulations simulations) {
        this.definition = definition;
        this.first = first;
        this.simulations = simulations;
        this.tasks = tasks.toArray(Task[]::new);
        Layout layout = simulations.layout();
        observer = new Observer(definition.observation(), layout);
        size = tasks.size();
        positionSize = layout.positionSize();
        velocitySize = layout.velocitySize();
        observations = new double[size * definition.observationSize()];
        actions = new Actions(definition, size);
        starts = new Starts(definition, simulations.reference(), velocitySize, first, size);
        judge = new Judge(definition, simulations, observer, actions.clipped(), size);
        history = new EpisodeHistory(size, positionSize, velocitySize, definition.actionSize());
        divergences = new Divergence[size];
        reached = new double[size * positionSize];
        ended = new int[size];
        resting = new boolean[size];
        moving = new int[size];
        clock = new int[size];
        for (int i = 0; i < size; i++) {
            simulations.assign(i, this.tasks[i]);
        }
    }

    /**
     * Opens one simulation per task and resets all with seed 0.
     *
     * @param tasks simulation i has {@code tasks.get(i)}
     * @param threads that step them, including the caller's; changes no number
     */
    public static VectorEnvironment open(
            EnvironmentDefinition definition, List<Task> tasks, int threads) {
        return open(definition, tasks, 0, threads);
    }

    /**
     * Opens a part of a larger batch: simulation i does what simulation {@code first + i} of that
     * would do.
     *
     * @param tasks of the part
     * @param threads that step them, including the caller's; changes no number
     */
    public static VectorEnvironment open(
            EnvironmentDefinition definition, List<Task> tasks, int first, int threads) {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException(
                    "The batch of " + definition.id() + " has 0 tasks, must have at least 1");
        }
        if (threads < 1) {
            throw new IllegalArgumentException(
                    "The number of threads is " + threads + ", must be at least 1");
        }
        tasks.forEach(definition.tasks()::require);
        Simulations simulations = simulations(definition, tasks.size(), threads);
        try {
            VectorEnvironment environment =
                    new VectorEnvironment(definition, tasks, first, simulations);
            environment.reset(0);
            return environment;
        } catch (RuntimeException e) {
            simulations.close();
            throw e;
        }
    }

    private static Simulations simulations(
            EnvironmentDefinition definition, int count, int threads) {
        Dynamics dynamics = definition.dynamics();
        if (dynamics instanceof Dynamics.Mujoco mujoco) {
            return new MujocoSimulations(mujoco, count, threads);
        }
        return new PlanarSimulations(((Dynamics.Planar) dynamics).motion(), count);
    }

    /** Simulations, n. */
    public int size() {
        return size;
    }

    /** What it runs. */
    public EnvironmentDefinition definition() {
        return definition;
    }

    /** The task of a simulation. */
    public Task task(int simulation) {
        return tasks[known(simulation)];
    }

    /**
     * Starts every episode anew. Simulation i draws from a generator of its own, made of the seed
     * and its place alone, so that neither the batch's size nor its threads change its numbers.
     */
    public void reset(long seed) {
        requireOpen();
        for (int i = 0; i < size; i++) {
            starts.seed(i, seed);
            ended[i] = i;
        }
        restart(size);
    }

    /** Starts one episode anew, as {@link #reset(long)} would. */
    public void reset(int simulation, long seed) {
        requireOpen();
        starts.seed(known(simulation), seed);
        ended[0] = simulation;
        restart(1);
    }

    /**
     * Lets a simulation rest: until its next reset, task or state it takes no part in steps. It has
     * neither reward nor flag, and what its other rows show means nothing. The others go on as if
     * it moved.
     */
    public void rest(int simulation) {
        requireOpen();
        resting[known(simulation)] = true;
        judge.forget(simulation);
        countMoving();
    }

    /** Gives a simulation another task and starts its episode anew; the others go on. */
    public void assign(int simulation, Task task) {
        requireOpen();
        definition.tasks().require(task);
        tasks[known(simulation)] = task;
        simulations.assign(simulation, task);
        ended[0] = simulation;
        restart(1);
    }

    /**
     * One step of every simulation that does not rest.
     *
     * @param requested actions [n * act], agent side; clipped here to [-1, 1]
     */
    public void step(double[] requested) {
        requireOpen();
        actions.take(requested);
        judge.before();
        simulations.step(actions.clipped(), tasks, moving, movingCount);
        int count = 0;
        for (int k = 0; k < movingCount; k++) {
            int i = moving[k];
            clock[i]++;
            history.add(i, clock[i], actions.clipped());
            String failure = simulations.failure(i);
            if (failure == null) {
                judge.judge(i, clock[i], tasks[i]);
            } else {
                judge.judgeBroken(i, clock[i], observations);
                divergences[i] = divergence(i, failure);
                listener.accept(divergences[i]);
            }
            if (judge.terminated[i] || judge.truncated[i]) {
                ended[count++] = i;
            }
        }
        System.arraycopy(judge.successors, 0, observations, 0, observations.length);
        System.arraycopy(simulations.positions(), 0, reached, 0, reached.length);
        if (count > 0) {
            start(count);
        }
    }

    /** [n * obs] current observations, where an episode ended the next one's first. Live. */
    public double[] observations() {
        return live(observations);
    }

    /** [n * obs] observations after the step, also where an episode ended. Live. */
    public double[] successors() {
        return live(judge.successors);
    }

    /** [n] rewards of the step. Live. */
    public double[] rewards() {
        return live(judge.rewards);
    }

    /** [n] the task ended in this step, or the physics diverged. Live. */
    public boolean[] terminated() {
        return live(judge.terminated);
    }

    /** [n] the time ran out in this step; may go with terminated. Live. */
    public boolean[] truncated() {
        return live(judge.truncated);
    }

    /**
     * [n] the physics diverged in this step: terminated, reward 0, the successor is the last finite
     * observation. {@link #divergence} says what happened. Live.
     */
    public boolean[] diverged() {
        return live(judge.diverged);
    }

    /** A simulation's latest divergence; empty if it never diverged. */
    public Optional<Divergence> divergence(int simulation) {
        requireOpen();
        return Optional.ofNullable(divergences[known(simulation)]);
    }

    /** Who is told of each divergence as it happens. */
    public void onDivergence(Consumer<Divergence> told) {
        listener = told;
    }

    /** Names of {@link #measures}: the terms of the reward, then what else is worth knowing. */
    public List<String> measureNames() {
        return judge.names();
    }

    /** [n * measures] the last step's terms of the reward and info; zeros after a reset. Live. */
    public double[] measures() {
        return live(judge.measures);
    }

    /** [n * nq] positions of the current state, the one that the next step starts from. Live. */
    public double[] positions() {
        return live(simulations.positions());
    }

    /**
     * [n * nq] positions after the step, also where an episode ended; meaningless where the physics
     * diverged. Live.
     */
    public double[] successorPositions() {
        return live(reached);
    }

    /** [n * nv] velocities of the current state. Live. */
    public double[] velocities() {
        return live(simulations.velocities());
    }

    /** nq. */
    public int positionSize() {
        return positionSize;
    }

    /** nv. */
    public int velocitySize() {
        return velocitySize;
    }

    /**
     * Puts a simulation into a state and restarts its episode's clock.
     *
     * @param positions [nq]
     * @param velocities [nv]
     */
    public void setState(int simulation, double[] positions, double[] velocities) {
        requireOpen();
        known(simulation);
        requireNumbers("positions", positions, positionSize);
        requireNumbers("velocities", velocities, velocitySize);
        System.arraycopy(
                positions, 0, simulations.positions(), simulation * positionSize, positionSize);
        System.arraycopy(
                velocities, 0, simulations.velocities(), simulation * velocitySize, velocitySize);
        ended[0] = simulation;
        forget(1);
        settle(1);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            simulations.close();
        }
    }

    private Divergence divergence(int i, String failure) {
        return new Divergence(
                definition.id(),
                tasks[i],
                first + i,
                starts.seed(i),
                clock[i],
                failure,
                history.positions(i),
                history.velocities(i),
                history.actions(i, clock[i]));
    }

    /** Starts anew on request: nothing of the last step remains. */
    private void restart(int count) {
        forget(count);
        start(count);
    }

    /** Starts the episodes of the first {@code count} entries of {@code ended}. */
    private void start(int count) {
        for (int k = 0; k < count; k++) {
            starts.draw(ended[k], simulations.positions(), simulations.velocities());
        }
        settle(count);
    }

    private void forget(int count) {
        for (int k = 0; k < count; k++) {
            judge.forget(ended[k]);
            resting[ended[k]] = false;
        }
        countMoving();
    }

    private void countMoving() {
        movingCount = 0;
        for (int i = 0; i < size; i++) {
            if (!resting[i]) {
                moving[movingCount++] = i;
            }
        }
    }

    private void settle(int count) {
        simulations.place(ended, count);
        for (int k = 0; k < count; k++) {
            clock[ended[k]] = 0;
            history.begin(ended[k], simulations.positions(), simulations.velocities());
            observer.observe(simulations, ended[k], observations);
        }
    }

    private void requireNumbers(String what, double[] numbers, int expected) {
        if (numbers.length != expected) {
            throw new IllegalArgumentException(
                    "%d %s given to %s, expected %d"
                            .formatted(numbers.length, what, definition.id(), expected));
        }
        for (int k = 0; k < expected; k++) {
            if (!Double.isFinite(numbers[k])) {
                throw new IllegalArgumentException(
                        "%s[%d] given to %s is %s, must be finite"
                                .formatted(what, k, definition.id(), numbers[k]));
            }
        }
    }

    private int known(int simulation) {
        if (simulation < 0 || simulation >= size) {
            throw new IllegalArgumentException(
                    "Simulation %d of %s does not exist; there are %d, counted from 0"
                            .formatted(simulation, definition.id(), size));
        }
        return simulation;
    }

    private <T> T live(T array) {
        requireOpen();
        return array;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "The vector environment " + definition.id() + " is closed; open another one");
        }
    }
}
