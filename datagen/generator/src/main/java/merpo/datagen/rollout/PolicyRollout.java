package merpo.datagen.rollout;

import java.util.ArrayList;
import java.util.List;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.dataset.StepRows;
import merpo.datagen.nn.Actor;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Precision;
import merpo.datagen.nn.TensorEngine;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.VectorEnvironment;
import merpo.envs.task.Task;

/**
 * Plays episodes of a policy, the same number for every task, all simulations in lockstep. Owns its
 * simulations until {@link #close}.
 */
public final class PolicyRollout implements AutoCloseable {
    private final VectorEnvironment environment;
    private final int tasks;
    private final int perTask;

    /** Sees every step of every episode that counts. */
    @FunctionalInterface
    public interface Observer {
        /**
         * @param simulation task * episodes + episode; its rows in the arrays of {@code step}
         */
        void step(int simulation, Step step);
    }

    /**
     * One step of all simulations; arrays are reused by the next.
     *
     * @param number steps since the episodes began, from 0
     * @param observations before the action, [n * obs]
     * @param positions before the action, [n * nq]
     * @param velocities before the action, [n * nv]
     * @param acted actions and log densities
     * @param environment rewards, successors and flags of this step
     */
    @SuppressWarnings("ArrayRecordComponent") // lives for one step
    public record Step(
            int number,
            float[] observations,
            double[] positions,
            double[] velocities,
            Policy.Acted acted,
            VectorEnvironment environment) {

        /** Lets the actor act in every simulation, in single precision. */
        public static Step take(VectorEnvironment environment, Actor actor, int number) {
            float[] observations = floats(environment.observations());
            double[] positions = environment.positions().clone();
            double[] velocities = environment.velocities().clone();
            Policy.Acted acted =
                    TensorEngine.withOneThread(
                            () -> Precision.FP32.during(() -> actor.act(observations)));
            environment.step(doubles(acted.actions()));
            return new Step(number, observations, positions, velocities, acted, environment);
        }

        /** What there is to record of it; reused by the next step. */
        public StepRows rows() {
            if (acted.logProb().length == 0) {
                throw new IllegalArgumentException(
                        "a deterministic policy has no density to record; collect with a stochastic one");
            }
            return new StepRows(
                    observations,
                    acted.actions(),
                    environment.rewards(),
                    environment.successors(),
                    environment.terminated(),
                    environment.truncated(),
                    positions,
                    velocities,
                    acted.logProb());
        }

        /** Widths of what it records. */
        public RowShape shape() {
            return PolicyRollout.shape(environment);
        }
    }

    /**
     * @param episodes played at a time by each task
     */
    public PolicyRollout(
            EnvironmentDefinition definition, List<Task> tasks, int episodes, int threads) {
        this.tasks = tasks.size();
        this.perTask = episodes;
        List<Task> simulations = new ArrayList<>();
        for (Task task : tasks) {
            for (int i = 0; i < episodes; i++) {
                simulations.add(task);
            }
        }
        environment = VectorEnvironment.open(definition, simulations, threads);
    }

    /** Undiscounted return of each episode, [T][episodes]. */
    public double[][] returns(Actor actor, long seed) {
        return returns(actor, seed, (simulation, step) -> {});
    }

    /**
     * Plays one episode in every simulation.
     *
     * @param seed of the start states
     */
    public double[][] returns(Actor actor, long seed, Observer observer) {
        int n = environment.size();
        double[] sums = new double[n];
        boolean[] over = new boolean[n];
        int running = n;
        environment.reset(seed);
        for (int number = 0; running > 0; number++) {
            Step step = Step.take(environment, actor, number);
            for (int i = 0; i < n; i++) {
                if (over[i]) {
                    continue;
                }
                sums[i] += environment.rewards()[i];
                observer.step(i, step);
                if (environment.terminated()[i] || environment.truncated()[i]) {
                    over[i] = true;
                    running--;
                }
            }
        }
        double[][] returns = new double[tasks][perTask];
        for (int i = 0; i < n; i++) {
            returns[i / perTask][i % perTask] = sums[i];
        }
        return returns;
    }

    /** Widths of what a step of these simulations records. */
    public RowShape shape() {
        return shape(environment);
    }

    /** Widths of what a step of simulations records. */
    public static RowShape shape(VectorEnvironment environment) {
        return new RowShape(
                environment.definition().observationSize(),
                environment.definition().actionSize(),
                environment.positionSize(),
                environment.velocitySize());
    }

    /** Its simulations, task after task. */
    public VectorEnvironment environment() {
        return environment;
    }

    /** Float copies: learners see float32. */
    public static float[] floats(double[] values) {
        float[] copy = new float[values.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = (float) values[i];
        }
        return copy;
    }

    /** Double copies: simulations compute in float64. */
    public static double[] doubles(float[] values) {
        double[] copy = new double[values.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values[i];
        }
        return copy;
    }

    @Override
    public void close() {
        environment.close();
    }
}
