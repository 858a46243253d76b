package merpo.envs;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import merpo.envs.task.Task;

/**
 * What a step was: observation, reward, flags. Reads the simulations, changes only its own arrays.
 */
final class Judge {
    final double[] successors; // [n * obs]
    final double[] rewards; // [n]
    final double[] measures; // [n * measures], terms of the reward, then info
    final boolean[] terminated; // [n]
    final boolean[] truncated; // [n]
    final boolean[] diverged; // [n]

    private final EnvironmentDefinition definition;
    private final Simulations simulations;
    private final Observer observer;
    private final List<String> names;
    private final Measure.Function[] functions; // terms of the reward, then info
    private final int terms;
    private final int observationSize;
    private final int horizon;
    private final double[] oldPositions; // [n * nq], before the step
    private final double[] oldVelocities; // [n * nv]
    private final double[] oldBodies; // [n * nbody * 3]
    private final Row[] after;
    private final Step[] steps;

    /**
     * For a batch.
     *
     * @param actions [n * act] the clipped actions of the step, rewritten before each
     */
    Judge(
            EnvironmentDefinition definition,
            Simulations simulations,
            Observer observer,
            double[] actions,
            int size) {
        this.definition = definition;
        this.simulations = simulations;
        this.observer = observer;
        Layout layout = simulations.layout();
        List<Measure> rewardTerms = definition.rewardTerms();
        terms = rewardTerms.size();
        List<Measure> all =
                Stream.concat(rewardTerms.stream(), definition.info().stream()).toList();
        names = all.stream().map(Measure::name).toList();
        functions = all.stream().map(Measure::function).toArray(Measure.Function[]::new);
        observationSize = definition.observationSize();
        horizon = definition.horizon();
        successors = new double[size * observationSize];
        rewards = new double[size];
        measures = new double[size * functions.length];
        terminated = new boolean[size];
        truncated = new boolean[size];
        diverged = new boolean[size];
        oldPositions = new double[size * layout.positionSize()];
        oldVelocities = new double[size * layout.velocitySize()];
        oldBodies = new double[size * layout.bodySize() * 3];
        after = new Row[size];
        steps = new Step[size];
        int actionSize = definition.actionSize();
        for (int i = 0; i < size; i++) {
            Row before = new Row(layout, oldPositions, oldVelocities, oldBodies, new double[0], i);
            after[i] =
                    new Row(
                            layout,
                            simulations.positions(),
                            simulations.velocities(),
                            simulations.bodies(),
                            simulations.wrenches(),
                            i);
            steps[i] = new Step(before, after[i], actions, i * actionSize, actionSize);
        }
    }

    List<String> names() {
        return names;
    }

    /** Remembers where the step begins. */
    void before() {
        copy(simulations.positions(), oldPositions);
        copy(simulations.velocities(), oldVelocities);
        copy(simulations.bodies(), oldBodies);
    }

    /**
     * Judges a simulation that went well.
     *
     * @param clock steps of its episode, this one included
     */
    void judge(int i, int clock, Task task) {
        truncated[i] = clock >= horizon;
        diverged[i] = false;
        observer.observe(simulations, i, successors);
        double reward = 0;
        int at = i * functions.length;
        for (int k = 0; k < functions.length; k++) {
            double value = functions[k].of(steps[i], task);
            measures[at + k] = value;
            if (k < terms) {
                reward += value;
            }
        }
        rewards[i] = reward;
        terminated[i] = definition.terminated(after[i], successors, i * observationSize);
    }

    /**
     * Ends the episode of a simulation that broke: no reward, and the last finite observation.
     *
     * @param observations before the step
     */
    void judgeBroken(int i, int clock, double[] observations) {
        truncated[i] = clock >= horizon;
        diverged[i] = true;
        terminated[i] = true;
        rewards[i] = 0;
        forgetMeasures(i);
        System.arraycopy(
                observations,
                i * observationSize,
                successors,
                i * observationSize,
                observationSize);
    }

    /** Nothing of the last step remains. */
    void forget(int i) {
        rewards[i] = 0;
        terminated[i] = false;
        truncated[i] = false;
        diverged[i] = false;
        forgetMeasures(i);
    }

    private void forgetMeasures(int i) {
        Arrays.fill(measures, i * functions.length, (i + 1) * functions.length, 0);
    }

    private static void copy(double[] from, double[] to) {
        System.arraycopy(from, 0, to, 0, from.length);
    }
}
