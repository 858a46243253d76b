package merpo.envs;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
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
    private final int size;
    private final int positionSize;
    private final int velocitySize;

    private final double[] observations; // [n * obs]
    private final double[] successors; // [n * obs]
    private final double[] rewards; // [n]
    private final boolean[] terminated; // [n]
    private final boolean[] truncated; // [n]
    private final boolean[] diverged; // [n]
    private final String[] failures; // [n], null until a simulation has diverged

    private final double[] clipped; // [n * act], the step's actions
    private final double[] oldPositions; // [n * nq], before the step
    private final double[] oldVelocities; // [n * nv]
    private final double[] oldBodies; // [n * nbody * 3]
    private final Row[] before;
    private final Row[] after;
    private final double[] reference; // [nq]
    private final double[] startPositions; // [nq]
    private final double[] startVelocities; // [nv]
    private final int[] ended; // simulations to start anew
    private final int[] clock; // [n], steps of the episode
    private final long[] seeds; // [n]
    private final RandomGenerator[] random; // [n]
    private boolean closed;

    private VectorEnvironment(
            EnvironmentDefinition definition, List<Task> tasks, Simulations simulations) {
        this.definition = definition;
        this.simulations = simulations;
        this.tasks = tasks.toArray(Task[]::new);
        Layout layout = simulations.layout();
        observer = new Observer(definition.observation(), layout);
        size = tasks.size();
        positionSize = layout.positionSize();
        velocitySize = layout.velocitySize();
        observations = new double[size * definition.observationSize()];
        successors = new double[observations.length];
        rewards = new double[size];
        terminated = new boolean[size];
        truncated = new boolean[size];
        diverged = new boolean[size];
        failures = new String[size];
        clipped = new double[size * definition.actionSize()];
        oldPositions = new double[size * positionSize];
        oldVelocities = new double[size * velocitySize];
        oldBodies = new double[size * layout.bodySize() * 3];
        before = new Row[size];
        after = new Row[size];
        for (int i = 0; i < size; i++) {
            before[i] = new Row(layout, oldPositions, oldVelocities, oldBodies, i);
            after[i] =
                    new Row(
                            layout,
                            simulations.positions(),
                            simulations.velocities(),
                            simulations.bodies(),
                            i);
        }
        reference = simulations.reference();
        startPositions = new double[positionSize];
        startVelocities = new double[velocitySize];
        ended = new int[size];
        clock = new int[size];
        seeds = new long[size];
        random = new RandomGenerator[size];
    }

    /**
     * Opens one simulation per task and resets all with seed 0.
     *
     * @param tasks simulation i has {@code tasks.get(i)}
     * @param threads that step them, including the caller's; changes no number
     */
    public static VectorEnvironment open(
            EnvironmentDefinition definition, List<Task> tasks, int threads) {
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
            VectorEnvironment environment = new VectorEnvironment(definition, tasks, simulations);
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

    public int size() {
        return size;
    }

    public EnvironmentDefinition definition() {
        return definition;
    }

    /** The task of a simulation. */
    public Task task(int simulation) {
        return tasks[known(simulation)];
    }

    /**
     * Starts every episode anew. Simulation i draws from a generator of its own, made of the seed
     * and i alone, so that neither the batch's size nor its threads change its numbers.
     */
    public void reset(long seed) {
        requireOpen();
        for (int i = 0; i < size; i++) {
            seed(i, seed);
            ended[i] = i;
        }
        start(size);
    }

    /** Starts one episode anew, as {@link #reset(long)} would. */
    public void reset(int simulation, long seed) {
        requireOpen();
        seed(known(simulation), seed);
        ended[0] = simulation;
        start(1);
    }

    /** Gives a simulation another task and starts its episode anew; the others go on. */
    public void assign(int simulation, Task task) {
        requireOpen();
        definition.tasks().require(task);
        tasks[known(simulation)] = task;
        ended[0] = simulation;
        start(1);
    }

    /**
     * One step of every simulation.
     *
     * @param actions [n * act], agent side; clipped here to [-1, 1]
     */
    public void step(double[] actions) {
        requireOpen();
        clip(actions);
        copy(simulations.positions(), oldPositions);
        copy(simulations.velocities(), oldVelocities);
        copy(simulations.bodies(), oldBodies);
        simulations.step(clipped, tasks);
        int count = 0;
        for (int i = 0; i < size; i++) {
            judge(i);
            if (terminated[i] || truncated[i]) {
                ended[count++] = i;
            }
        }
        copy(successors, observations);
        if (count > 0) {
            start(count);
        }
    }

    /** [n * obs] current observations, where an episode ended the next one's first. Live. */
    public double[] observations() {
        return open(observations);
    }

    /** [n * obs] observations after the step, also where an episode ended. Live. */
    public double[] successors() {
        return open(successors);
    }

    /** [n] rewards of the step. Live. */
    public double[] rewards() {
        return open(rewards);
    }

    /** [n] the task ended in this step, or the physics diverged. Live. */
    public boolean[] terminated() {
        return open(terminated);
    }

    /** [n] the time ran out in this step; may go with terminated. Live. */
    public boolean[] truncated() {
        return open(truncated);
    }

    /**
     * [n] the physics diverged in this step: terminated, reward 0, the successor is the last finite
     * observation. {@link #failure} says what happened. Live.
     */
    public boolean[] diverged() {
        return open(diverged);
    }

    /** What a simulation's latest divergence was; empty if it never diverged. */
    public String failure(int simulation) {
        requireOpen();
        String failure = failures[known(simulation)];
        return failure == null ? "" : failure;
    }

    /** [n * nq] positions of the current state, the one that the next step starts from. Live. */
    public double[] positions() {
        return open(simulations.positions());
    }

    /** [n * nv] velocities of the current state. Live. */
    public double[] velocities() {
        return open(simulations.velocities());
    }

    public int positionSize() {
        return positionSize;
    }

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
        ended[0] = simulation;
        place(0, positions, velocities);
        settle(1);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            simulations.close();
        }
    }

    private void judge(int i) {
        clock[i]++;
        truncated[i] = clock[i] >= definition.horizon();
        String failure = simulations.failure(i);
        diverged[i] = failure != null;
        if (diverged[i]) {
            failures[i] =
                    "Physics diverged at step %d of %s, task %d, simulation %d, seed %d: %s"
                            .formatted(
                                    clock[i],
                                    definition.id(),
                                    tasks[i].index(),
                                    i,
                                    seeds[i],
                                    failure);
            int width = definition.observationSize();
            System.arraycopy(observations, i * width, successors, i * width, width);
            rewards[i] = 0;
            terminated[i] = true;
        } else {
            observer.observe(simulations, i, successors);
            rewards[i] =
                    definition.reward(
                            before[i], after[i], clipped, i * definition.actionSize(), tasks[i]);
            terminated[i] =
                    definition.terminated(after[i], successors, i * definition.observationSize());
        }
    }

    /** Starts the episodes of the first {@code count} entries of {@code ended}. */
    private void start(int count) {
        for (int k = 0; k < count; k++) {
            copy(reference, startPositions);
            Arrays.fill(startVelocities, 0);
            definition.start(startPositions, startVelocities, random[ended[k]]);
            place(k, startPositions, startVelocities);
        }
        settle(count);
    }

    private void place(int k, double[] positions, double[] velocities) {
        int i = ended[k];
        System.arraycopy(positions, 0, simulations.positions(), i * positionSize, positionSize);
        System.arraycopy(velocities, 0, simulations.velocities(), i * velocitySize, velocitySize);
    }

    private void settle(int count) {
        simulations.place(ended, count);
        for (int k = 0; k < count; k++) {
            clock[ended[k]] = 0;
            observer.observe(simulations, ended[k], observations);
        }
    }

    private void seed(int i, long seed) {
        seeds[i] = seed;
        random[i] = StartStream.of(seed, i);
    }

    private void clip(double[] actions) {
        if (actions.length != clipped.length) {
            throw new IllegalArgumentException(
                    "%d actions given to %s, expected %d: %d simulations with %d each"
                            .formatted(
                                    actions.length,
                                    definition.id(),
                                    clipped.length,
                                    size,
                                    definition.actionSize()));
        }
        for (int k = 0; k < actions.length; k++) {
            double action = actions[k];
            if (!Double.isFinite(action)) {
                throw new IllegalArgumentException(
                        "Action %d of simulation %d of %s is %s, must be finite; mend the policy that made it"
                                .formatted(
                                        k % definition.actionSize(),
                                        k / definition.actionSize(),
                                        definition.id(),
                                        action));
            }
            clipped[k] = Math.max(-1, Math.min(1, action));
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

    private <T> T open(T array) {
        requireOpen();
        return array;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "The vector environment " + definition.id() + " is closed; open another one");
        }
    }

    private static void copy(double[] from, double[] to) {
        System.arraycopy(from, 0, to, 0, from.length);
    }
}
