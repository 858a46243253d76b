package merpo.envs;

import merpo.envs.mujoco.ModelSummary;
import merpo.envs.mujoco.SimulationBatch;
import merpo.envs.task.Task;

/** Rigid bodies, stepped by MuJoCo. Owns the batch; its arrays are copies on the Java side. */
final class MujocoSimulations implements Simulations {
    private final Dynamics.Mujoco dynamics;
    private final SimulationBatch batch;
    private final Layout layout;
    private final double[] positions; // [n * nq]
    private final double[] velocities; // [n * nv]
    private final double[] bodies; // [n * nbody * 3]
    private final double[] wrenches; // [n * nbody * 6] or empty

    MujocoSimulations(Dynamics.Mujoco dynamics, int count, int threads) {
        this.dynamics = dynamics;
        batch = SimulationBatch.open(dynamics.source(), dynamics.contactForces(), count, threads);
        ModelSummary model = batch.model();
        layout =
                new Layout(
                        model.positionSize(),
                        model.velocitySize(),
                        model.bodySize(),
                        model.positions(),
                        model.velocities(),
                        model.bodies());
        positions = new double[count * model.positionSize()];
        velocities = new double[count * model.velocitySize()];
        bodies = new double[count * model.bodySize() * 3];
        wrenches = new double[dynamics.contactForces() ? count * model.bodySize() * 6 : 0];
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public double[] reference() {
        return batch.model().referencePose().stream().mapToDouble(q -> q).toArray();
    }

    @Override
    public double[] positions() {
        return positions;
    }

    @Override
    public double[] velocities() {
        return velocities;
    }

    @Override
    public double[] bodies() {
        return bodies;
    }

    @Override
    public double[] wrenches() {
        return wrenches;
    }

    @Override
    public void assign(int simulation, Task task) {
        for (String field : dynamics.taskFields()) {
            batch.setModelField(simulation, field, task.parameters().get(field));
        }
        if (dynamics.refreshConstants()) {
            batch.setModelConstants(new int[] {simulation}, 1);
        }
    }

    @Override
    public void place(int[] simulations, int count) {
        batch.place(simulations, count, positions, velocities);
        readDerived();
    }

    @Override
    public void step(double[] actions, Task[] tasks, int[] moving, int count) {
        batch.step(moving, count, actions, dynamics.frameSkip());
        batch.read(positions, velocities);
        readDerived();
    }

    private void readDerived() {
        batch.readBodies(bodies);
        if (wrenches.length > 0) {
            batch.readContactForces(wrenches);
        }
    }

    @Override
    public String failure(int simulation) {
        return batch.failure(simulation);
    }

    @Override
    public void close() {
        batch.close();
    }
}
