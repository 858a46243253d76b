package merpo.datagen.inspect;

import java.util.Arrays;
import java.util.Locale;
import merpo.datagen.dataset.Dataset;
import merpo.envs.VectorEnvironment;

/** Puts the simulation into the stored states and compares what it shows with the rows. */
public final class StateReplay {
    /** Of D4RL's own check: squared error of an observation; of a step, with its reward. */
    private static final double TOLERANCE = 1e-8;

    private static final int MOST_STEPS = 5000;

    private final Dataset dataset;
    private final VectorEnvironment environment;
    private final int nq;
    private final int nv;
    private final int obs;

    private double worst;
    private int worstRow;
    private int apart;

    /**
     * @param environment one simulation with the task of the dataset
     */
    StateReplay(Dataset dataset, VectorEnvironment environment) {
        this.dataset = dataset;
        this.environment = environment;
        nq = dataset.shape().positions();
        nv = dataset.shape().velocities();
        obs = dataset.shape().observation();
    }

    /**
     * All rows. Compared are the entries that are positions and velocities of joints; poses of
     * bodies lag behind them by one substep after a step, and contact forces by one too.
     */
    Verdict observations(String check) {
        int[] entries = environment.definition().observation().ofJoints();
        forget();
        for (int row = 0; row < dataset.size(); row++) {
            place(row);
            double error = 0;
            for (int k : entries) {
                error += squared(environment.observations()[k], dataset.observations(), row, k);
            }
            note(row, error);
        }
        return verdict(
                check,
                dataset.size(),
                entries.length == obs
                        ? ""
                        : "; %d of %d entries, the rest lags by a substep"
                                .formatted(entries.length, obs));
    }

    /**
     * Evenly spaced rows, at most about 5000: the successor with all its entries, and the reward.
     * Each is reached by the step before it, so that what lags behind lags here too.
     */
    Verdict steps(String check) {
        int stride = Math.max(1, dataset.size() / MOST_STEPS);
        int count = 0;
        forget();
        for (int row = 0; row < dataset.size(); row += stride) {
            boolean first = row == 0 || dataset.episodeIds()[row] != dataset.episodeIds()[row - 1];
            place(first ? row : row - 1);
            if (!first) {
                step(row - 1);
            }
            step(row);
            double off = (float) environment.rewards()[0] - (double) dataset.rewards()[row];
            double error = off * off;
            for (int k = 0; k < obs; k++) {
                error += squared(environment.successors()[k], dataset.nextObservations(), row, k);
            }
            note(row, error);
            count++;
        }
        return verdict(check, count, "");
    }

    private void step(int row) {
        double[] action = new double[dataset.shape().action()];
        for (int k = 0; k < action.length; k++) {
            action[k] = dataset.actions()[row * action.length + k];
        }
        environment.step(action);
    }

    private void place(int row) {
        environment.setState(
                0,
                Arrays.copyOfRange(dataset.positions(), row * nq, (row + 1) * nq),
                Arrays.copyOfRange(dataset.velocities(), row * nv, (row + 1) * nv));
    }

    private double squared(double here, float[] stored, int row, int entry) {
        double off = (float) here - (double) stored[row * obs + entry];
        return off * off;
    }

    private void forget() {
        worst = 0;
        worstRow = 0;
        apart = 0;
    }

    private void note(int row, double error) {
        apart += error < TOLERANCE ? 0 : 1;
        if (!(error <= worst)) {
            worst = error;
            worstRow = row;
        }
    }

    private Verdict verdict(String check, int rows, String remark) {
        return Verdict.of(
                check,
                apart == 0,
                String.format(
                        Locale.ROOT,
                        "%d of %d rows differ; largest squared error %.2g, at row %d%s",
                        apart,
                        rows,
                        worst,
                        worstRow,
                        remark));
    }
}
