package merpo.envs.rollout;

import java.util.Arrays;
import merpo.envs.Divergence;
import merpo.envs.task.Task;

/**
 * What is to be played: an environment, a task, a start and the actions from there. The arrays are
 * not copied.
 *
 * @param id of the environment, in any case
 * @param qpos positions to start from [nq]
 * @param qvel velocities to start from [nv]
 * @param actions agent side, before clipping [T][nu]
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record RolloutCase(String id, Task task, double[] qpos, double[] qvel, double[][] actions) {
    /** An episode that broke, to be played again. */
    public static RolloutCase of(Divergence broken) {
        int width = broken.actions().length / broken.step();
        double[][] actions = new double[broken.step()][];
        for (int t = 0; t < actions.length; t++) {
            actions[t] = Arrays.copyOfRange(broken.actions(), t * width, (t + 1) * width);
        }
        return new RolloutCase(
                broken.environment(),
                broken.task(),
                broken.positions(),
                broken.velocities(),
                actions);
    }

    /** The same start with its first actions only. */
    RolloutCase first(int steps) {
        return new RolloutCase(id, task, qpos, qvel, Arrays.copyOf(actions, steps));
    }
}
