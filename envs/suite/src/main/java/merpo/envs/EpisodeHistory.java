package merpo.envs;

import java.util.Arrays;

/** Where each simulation's episode began and what was done since. Grows to the longest episode. */
final class EpisodeHistory {
    private final int positionSize;
    private final int velocitySize;
    private final int actionSize;
    private final double[] positions; // [n * nq]
    private final double[] velocities; // [n * nv]
    private final double[][] actions; // [n][steps * act]

    EpisodeHistory(int size, int positionSize, int velocitySize, int actionSize) {
        this.positionSize = positionSize;
        this.velocitySize = velocitySize;
        this.actionSize = actionSize;
        positions = new double[size * positionSize];
        velocities = new double[size * velocitySize];
        actions = new double[size][16 * actionSize];
    }

    /** An episode begins where the simulation stands. */
    void begin(int simulation, double[] allPositions, double[] allVelocities) {
        copy(allPositions, positions, simulation, positionSize);
        copy(allVelocities, velocities, simulation, velocitySize);
    }

    /** The episode's step number {@code step}, from 1. */
    void add(int simulation, int step, double[] allActions) {
        if (step * actionSize > actions[simulation].length) {
            actions[simulation] = Arrays.copyOf(actions[simulation], 2 * step * actionSize);
        }
        System.arraycopy(
                allActions,
                simulation * actionSize,
                actions[simulation],
                (step - 1) * actionSize,
                actionSize);
    }

    double[] positions(int simulation) {
        return row(positions, simulation, positionSize);
    }

    double[] velocities(int simulation) {
        return row(velocities, simulation, velocitySize);
    }

    double[] actions(int simulation, int steps) {
        return Arrays.copyOf(actions[simulation], steps * actionSize);
    }

    private static void copy(double[] from, double[] to, int row, int width) {
        System.arraycopy(from, row * width, to, row * width, width);
    }

    private static double[] row(double[] rows, int row, int width) {
        return Arrays.copyOfRange(rows, row * width, (row + 1) * width);
    }
}
