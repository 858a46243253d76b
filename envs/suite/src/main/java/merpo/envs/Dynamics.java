package merpo.envs;

import merpo.envs.task.Task;

/** How an environment moves. */
public sealed interface Dynamics {
    /**
     * Rigid bodies, by MuJoCo.
     *
     * @param model MJCF on the class path, such as {@code /merpo/models/half_cheetah.xml}
     * @param frameSkip physics steps per environment step
     */
    record Mujoco(String model, int frameSkip) implements Dynamics {}

    /**
     * A point in the plane, in plain Java.
     *
     * @param motion what one step does to it
     */
    record Planar(Motion motion) implements Dynamics {}

    /** One step of a point. */
    @FunctionalInterface
    interface Motion {
        /**
         * Moves the point at {@code positions[at], positions[at + 1]} [m].
         *
         * @param actions agent side, already clipped to [-1, 1]; this point's begin at {@code from}
         */
        void step(double[] positions, int at, double[] actions, int from, Task task);
    }
}
