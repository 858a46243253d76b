package merpo.benchmarks.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import merpo.datagen.dataset.Dataset;
import merpo.envs.ObservationTable;
import merpo.envs.ObservationTable.Quantity;
import merpo.envs.VectorEnvironment;

/** Puts the simulation into the stored states and compares what it shows with the rows. */
final class StateReplay {
    /** Of D4RL's own check: squared error of an observation. */
    private static final double TOLERANCE = 1e-8;

    /**
     * Of a step: the solver begins here from rest, and there from the step before, so that contact
     * forces agree to its tolerance only.
     */
    private static final double STEP_TOLERANCE = 1e-4;

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
        List<ObservationTable.Entry> table = environment.definition().observation().entries();
        int[] entries =
                IntStream.range(0, obs)
                        .filter(
                                k ->
                                        table.get(k).quantity() == Quantity.POSITION
                                                || table.get(k).quantity() == Quantity.VELOCITY)
                        .toArray();
        forget();
        for (int row = 0; row < dataset.size(); row++) {
            place(row);
            double error = 0;
            for (int k : entries) {
                error += squared(environment.observations()[k], dataset.observations(), row, k);
            }
            note(row, error, TOLERANCE);
        }
        return verdict(
                check,
                dataset.size(),
                entries.length == obs
                        ? ""
                        : "; %d of %d entries, the rest lags by a substep"
                                .formatted(entries.length, obs));
    }

    /** Evenly spaced rows, at most 5000: the successor with all its entries, and the reward. */
    Verdict steps(String check) {
        int stride = Math.max(1, dataset.size() / MOST_STEPS);
        double[] action = new double[dataset.shape().action()];
        int count = 0;
        forget();
        for (int row = 0; row < dataset.size(); row += stride) {
            place(row);
            for (int k = 0; k < action.length; k++) {
                action[k] = dataset.actions()[row * action.length + k];
            }
            environment.step(action);
            double off = (float) environment.rewards()[0] - (double) dataset.rewards()[row];
            double error = off * off;
            for (int k = 0; k < obs; k++) {
                error += squared(environment.successors()[k], dataset.nextObservations(), row, k);
            }
            note(row, error, STEP_TOLERANCE);
            count++;
        }
        return verdict(check, count, "");
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

    private void note(int row, double error, double tolerance) {
        apart += error < tolerance ? 0 : 1;
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
