package merpo.envs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import merpo.envs.mujoco.ModelSummary;
import merpo.envs.mujoco.SimulationBatch;
import merpo.envs.task.Task;

/** Rigid bodies, stepped by MuJoCo. Owns the batch; its arrays are copies on the Java side. */
final class MujocoSimulations implements Simulations {
    private final SimulationBatch batch;
    private final int frameSkip;
    private final Layout layout;
    private final double[] positions; // [n * nq]
    private final double[] velocities; // [n * nv]
    private final double[] bodies; // [n * nbody * 3]

    MujocoSimulations(Dynamics.Mujoco dynamics, int count, int threads) {
        batch = SimulationBatch.open(dynamics.model(), read(dynamics.model()), count, threads);
        frameSkip = dynamics.frameSkip();
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
    public void place(int[] simulations, int count) {
        batch.place(simulations, count, positions, velocities);
        batch.readBodies(bodies);
    }

    @Override
    public void step(double[] actions, Task[] tasks) {
        batch.step(actions, frameSkip);
        batch.read(positions, velocities);
        batch.readBodies(bodies);
    }

    @Override
    public String failure(int simulation) {
        return batch.failure(simulation);
    }

    @Override
    public void close() {
        batch.close();
    }

    private static String read(String resource) {
        try (InputStream stream = MujocoSimulations.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException(
                        "Model " + resource + " is not on the class path; it lies in assets");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
