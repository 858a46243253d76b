package merpo.envs;

import merpo.envs.task.Task;

/** Points in the plane. Nothing native. */
final class PlanarSimulations implements Simulations {
    private final Dynamics.Motion motion;
    private final double[] positions; // [n * 2]
    private final double[] none = new double[0];

    PlanarSimulations(Dynamics.Motion motion, int count) {
        this.motion = motion;
        this.positions = new double[count * 2];
    }

    @Override
    public Layout layout() {
        return Layout.planar();
    }

    @Override
    public double[] reference() {
        return new double[2];
    }

    @Override
    public double[] positions() {
        return positions;
    }

    @Override
    public double[] velocities() {
        return none;
    }

    @Override
    public double[] bodies() {
        return none;
    }

    @Override
    public double[] wrenches() {
        return none;
    }

    @Override
    public void assign(int simulation, Task task) {}

    @Override
    public void place(int[] simulations, int count) {}

    @Override
    public void step(double[] actions, Task[] tasks, int[] moving, int count) {
        int width = actions.length / tasks.length;
        for (int k = 0; k < count; k++) {
            int i = moving[k];
            motion.step(positions, i * 2, actions, i * width, tasks[i]);
        }
    }

    @Override
    public String failure(int simulation) {
        return null;
    }

    @Override
    public void close() {}
}
