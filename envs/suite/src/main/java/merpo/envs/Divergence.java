package merpo.envs;

import merpo.envs.task.Task;

/**
 * An episode whose physics broke, and all that is needed to play it again.
 *
 * @param environment id
 * @param simulation its place in the batch
 * @param seed of the simulation's generator
 * @param step of the episode, from 1
 * @param quantity what went wrong, such as {@code qvel[2] is not finite or huge}
 * @param positions where the episode began [nq]
 * @param velocities likewise [nv]
 * @param actions of all its steps, in order [step * act]
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, compared by nobody
public record Divergence(
        String environment,
        Task task,
        int simulation,
        long seed,
        int step,
        String quantity,
        double[] positions,
        double[] velocities,
        double[] actions) {

    /** One line: step, environment, task, simulation, seed and quantity. */
    public String message() {
        return "Physics diverged at step %d of %s, task %d, simulation %d, seed %d: %s"
                .formatted(step, environment, task.index(), simulation, seed, quantity);
    }
}
