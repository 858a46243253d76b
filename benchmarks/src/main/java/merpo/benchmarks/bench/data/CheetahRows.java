package merpo.benchmarks.bench.data;

import java.util.SplittableRandom;
import merpo.datagen.dataset.Columns;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.RowShape;

/**
 * Rows that look like half-cheetah's to a file format: joints swing smoothly, with noise, for
 * episodes of 1000 steps; widths 17, 6, 9, 9, so 326 bytes a row. From a fixed seed.
 */
final class CheetahRows {
    static final int HORIZON = 1000;
    static final int BYTES_PER_ROW = 326;
    private static final RowShape SHAPE = new RowShape(17, 6, 9, 9);
    private static final int JOINTS = 9;
    private static final long CHECKPOINT = 600_000;

    private final SplittableRandom random = new SplittableRandom(1);
    private final double[] phase = new double[JOINTS];
    private final double[] state = new double[2 * JOINTS]; // positions, velocities
    private final Columns columns;

    private CheetahRows(int rows) {
        columns =
                new Columns(
                        new float[rows * SHAPE.observation()],
                        new float[rows * SHAPE.action()],
                        new float[rows],
                        new float[rows * SHAPE.observation()],
                        new boolean[rows],
                        new boolean[rows],
                        new double[rows * JOINTS],
                        new double[rows * JOINTS],
                        new float[rows],
                        new int[rows],
                        new long[rows]);
    }

    static Dataset of(int rows) {
        CheetahRows made = new CheetahRows(rows);
        for (int row = 0; row < rows; row++) {
            made.row(row, rows);
        }
        return new Dataset(SHAPE, made.columns);
    }

    private void row(int row, int rows) {
        int t = row % HORIZON;
        if (t == 0) {
            for (int joint = 0; joint < JOINTS; joint++) {
                phase[joint] = random.nextDouble(0, 2 * Math.PI);
            }
            swing(0);
        }
        System.arraycopy(state, 0, columns.positions(), row * JOINTS, JOINTS);
        System.arraycopy(state, JOINTS, columns.velocities(), row * JOINTS, JOINTS);
        observe(columns.observations(), row);
        for (int k = 0; k < SHAPE.action(); k++) {
            double drive = Math.sin(0.3 * t * (k + 1)) + noise(0.8);
            columns.actions()[row * SHAPE.action() + k] = (float) Math.tanh(drive);
        }
        swing(t + 1);
        observe(columns.nextObservations(), row);
        columns.rewards()[row] = (float) (state[JOINTS] + noise(0.1));
        columns.timeouts()[row] = t == HORIZON - 1 || row == rows - 1;
        columns.actionLogProbs()[row] = (float) (-3 + noise(4));
        columns.episodeIds()[row] = row / HORIZON;
        columns.checkpointSteps()[row] = CHECKPOINT;
    }

    private void swing(int t) {
        for (int joint = 0; joint < JOINTS; joint++) {
            double pace = 0.05 * (joint + 3); // radians per step
            state[joint] = 0.5 * Math.sin(pace * t + phase[joint]) + noise(0.02);
            state[JOINTS + joint] = 3 * Math.cos(pace * t + phase[joint]) + noise(0.3);
        }
    }

    /** All but the first position. */
    private void observe(float[] to, int row) {
        for (int k = 0; k < SHAPE.observation(); k++) {
            to[row * SHAPE.observation() + k] = (float) state[k + 1];
        }
    }

    private double noise(double width) {
        return width * (random.nextDouble() - 0.5);
    }
}
