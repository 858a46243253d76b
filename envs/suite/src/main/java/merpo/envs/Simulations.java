package merpo.envs;

import merpo.envs.task.Task;

/** The states of n simulations and what moves them: what a vector environment stands on. */
interface Simulations extends AutoCloseable {
    Layout layout();

    /** Reference pose [nq]. */
    double[] reference();

    /** Current positions [n * nq], live. */
    double[] positions();

    /** Current velocities [n * nv], live. */
    double[] velocities();

    /** Current body positions [n * nbody * 3], live [m]. */
    double[] bodies();

    /** Current external wrenches on bodies [n * nbody * 6], live; empty where not computed. */
    double[] wrenches();

    /** Gives a simulation a task; it must be placed before it goes on. */
    void assign(int simulation, Task task);

    /** Takes what the caller wrote into the rows of these simulations as a fresh start. */
    void place(int[] simulations, int count);

    /**
     * One environment step of some simulations; the others stay where they are.
     *
     * @param actions [n * act], in [-1, 1]
     * @param tasks [n]
     * @param moving which are stepped, ascending; the first {@code count} entries
     */
    void step(double[] actions, Task[] tasks, int[] moving, int count);

    /** What went wrong in a simulation's last step; null where nothing did. */
    String failure(int simulation);

    @Override
    void close();
}
