package merpo.envs;

import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import merpo.envs.task.Task;
import merpo.envs.task.TaskDistribution;
import merpo.envs.task.TaskFamily;

/**
 * What an environment is: pure functions and constants. {@link VectorEnvironment} runs it. Time
 * limits and resets are the batch's business; randomness enters only through the start and the
 * task.
 */
public interface EnvironmentDefinition extends TaskFamily {
    /** Kebab-case id, such as {@code point-robot-wind}. */
    @Override
    String id();

    /** One line for a list of environments. */
    String summary();

    /** The numbers that an agent sees, in order, with their units. */
    ObservationTable observation();

    default int observationSize() {
        return observation().size();
    }

    /** Numbers in an action, each in [-1, 1] on the agent's side. */
    int actionSize();

    /** Environment steps until an episode is truncated. */
    int horizon();

    /** Seconds of simulated time per environment step; 1 where there is no clock. */
    default double stepDuration() {
        return 1;
    }

    /** The largest undiscounted return that any policy can reach, where it is known exactly. */
    default OptionalDouble optimalReturn(Task task) {
        return OptionalDouble.empty();
    }

    /** Discount that the papers use with it. */
    double discount();

    @Override
    TaskDistribution tasks();

    Dynamics dynamics();

    /**
     * Draws where an episode starts.
     *
     * @param positions [nq], holds the model's reference pose; changed here
     * @param velocities [nv], holds zeros; changed here
     */
    void start(double[] positions, double[] velocities, RandomGenerator random);

    /**
     * Reward of one step.
     *
     * @param actions agent side, already clipped to [-1, 1]; this simulation's begin at {@code
     *     from}
     */
    double reward(Row before, Row after, double[] actions, int from, Task task);

    /**
     * Whether the task has ended in this observation: the rule that the simulation and a learned
     * model share. Running out of time is truncation, and the batch's business.
     *
     * @param observations this one begins at {@code from}
     */
    boolean terminates(double[] observations, int from);

    /** Whether the task has ended in this observation. */
    default boolean terminates(double[] observation) {
        return terminates(observation, 0);
    }

    /**
     * Whether the task has ended in this physics state. Differs from {@link #terminates} only where
     * the observation hides what the rule reads, for instance by clipping.
     */
    default boolean terminated(Row after, double[] observations, int from) {
        return terminates(observations, from);
    }
}
