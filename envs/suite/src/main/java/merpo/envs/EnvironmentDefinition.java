package merpo.envs;

import java.util.List;
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
    /** Kebab-case id, such as {@code point-robot-wind}; then what its switches differ in. */
    @Override
    String id();

    /** One line for a list of environments. */
    String summary();

    /** What the numbers do not say, for people. */
    Notes notes();

    /** Its switches and where they stand. */
    default Choices choices() {
        return Choices.NONE;
    }

    /**
     * The same environment with its switches elsewhere.
     *
     * @param choices made from {@link #choices}
     */
    default EnvironmentDefinition with(Choices choices) {
        return this;
    }

    /** The numbers that an agent sees, in order, with their units. */
    ObservationTable observation();

    /** Entries of an observation. */
    default int observationSize() {
        return observation().size();
    }

    /** What the numbers of an action drive, in order, each in [-1, 1] on the agent's side. */
    List<String> actions();

    /** Entries of an action, each in [-1, 1]. */
    default int actionSize() {
        return actions().size();
    }

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

    /** What moves it. */
    Dynamics dynamics();

    /**
     * Draws where an episode starts.
     *
     * @param positions [nq], holds the model's reference pose; changed here
     * @param velocities [nv], holds zeros; changed here
     */
    void start(double[] positions, double[] velocities, RandomGenerator random);

    /** What is added up, in this order, to the reward of a step; each is also reported alone. */
    List<Measure> rewardTerms();

    /** What else is reported of a step. */
    default List<Measure> info() {
        return List.of();
    }

    /**
     * Whether the task has ended in this observation: the rule that the simulation and a learned
     * model share. Running out of time is truncation, and the batch's business.
     *
     * @param observations this one begins at {@code from}
     */
    boolean terminates(double[] observations, int from);

    /**
     * Whether nothing but time ends an episode, which then lasts {@link #horizon} steps whatever is
     * done: {@link #terminates} is false everywhere. Only diverging physics ends it earlier.
     */
    default boolean onlyTimeEnds() {
        return false;
    }

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
