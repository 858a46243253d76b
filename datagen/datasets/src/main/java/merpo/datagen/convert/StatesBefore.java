package merpo.datagen.convert;

import java.util.Arrays;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.VectorEnvironment;

/**
 * Tells whether states belong to observations, by putting a simulation into them: what it then
 * shows of positions and velocities is the observation. Owns the simulation; close it.
 */
final class StatesBefore implements AutoCloseable {
    private static final double TOLERANCE = 1e-8; // squared, as D4RL's own check has it

    private final VectorEnvironment environment;
    private final int[] entries;

    StatesBefore(EnvironmentDefinition definition) {
        int tasks = definition.tasks().size().orElse(1);
        environment =
                VectorEnvironment.open(
                        definition, definition.tasks().draw(tasks, 0).subList(0, 1), 1);
        entries = definition.observation().ofJoints();
    }

    /** Whether its states have these widths, and its observations show them. */
    boolean fits(int positions, int velocities) {
        return entries.length > 0
                && environment.positionSize() == positions
                && environment.velocitySize() == velocities;
    }

    /**
     * Whether the state of a row gives the observation of that row.
     *
     * @param positions [rows x nq]
     * @param velocities [rows x nv]
     * @param observations [rows x obs]
     */
    boolean agree(double[] positions, double[] velocities, float[] observations, int row) {
        int nq = environment.positionSize();
        int nv = environment.velocitySize();
        int obs = environment.definition().observationSize();
        environment.setState(
                0,
                Arrays.copyOfRange(positions, row * nq, (row + 1) * nq),
                Arrays.copyOfRange(velocities, row * nv, (row + 1) * nv));
        double error = 0;
        for (int k : entries) {
            double off = (float) environment.observations()[k] - observations[row * obs + k];
            error += off * off;
        }
        return error < TOLERANCE;
    }

    @Override
    public void close() {
        environment.close();
    }
}
