package merpo.agents.dynamics;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One task's way through the training of its ensemble: what each member reads next, its best
 * weights so far, and whether to go on.
 */
final class EnsembleTraining {
    private final int task;
    private final EnsembleConfig config;
    private final ModelData data;
    private final RandomGenerator random;
    private final int[][] order; // [member][n]: its resample, in this epoch's order
    private final double[] least; // held-out error of each member's best weights

    private float[] best = new float[0]; // [P]
    private int at; // rows of this epoch read so far
    private int epoch;
    private int steps;
    private int idle; // epochs since any member improved
    private double lossOfEpoch;
    private int stepsOfEpoch;
    private boolean ended;

    EnsembleTraining(int task, EnsembleConfig config, ModelData data, RandomGenerator random) {
        this.task = task;
        this.config = config;
        this.data = data;
        this.random = random;
        order = data.resamples();
        least = new double[config.sizes().members()];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        shuffle();
    }

    int task() {
        return task;
    }

    ModelData data() {
        return data;
    }

    private void shuffle() {
        for (int[] rows : order) {
            for (int i = rows.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int row = rows[i];
                rows[i] = rows[j];
                rows[j] = row;
            }
        }
    }

    /**
     * Rows of the next batch, [member][batch]. An epoch's last batch is filled from the epoch's
     * beginning, so that all batches are of one size.
     */
    int[][] next() {
        int[][] rows = new int[order.length][config.sizes().batch()];
        for (int member = 0; member < order.length; member++) {
            for (int i = 0; i < config.sizes().batch(); i++) {
                rows[member][i] = order[member][(at + i) % order[member].length];
            }
        }
        at += config.sizes().batch();
        return rows;
    }

    /** After a gradient step on what {@link #next} gave. */
    void took(double loss) {
        steps++;
        stepsOfEpoch++;
        lossOfEpoch += loss;
    }

    boolean epochIsOver() {
        return at >= order[0].length || steps >= config.maxSteps();
    }

    boolean ended() {
        return ended;
    }

    /**
     * Ends an epoch: keeps the weights of the members that improved, and begins the next or ends.
     *
     * @param weights [P]
     * @param error of each member on held-out rows
     */
    Ensemble.Epoch judge(DynamicsNetwork network, float[] weights, double[] error) {
        if (best.length == 0) {
            best = weights.clone();
        }
        int better = 0;
        for (int member = 0; member < error.length; member++) {
            if (error[member] < (1 - config.improvement()) * least[member]) {
                least[member] = error[member];
                network.copyMember(member, weights, best);
                better++;
            }
        }
        network.copyBounds(weights, best); // shared by the members: always the latest
        idle = better > 0 ? 0 : idle + 1;
        epoch++;
        ended = idle >= config.patience() || steps >= config.maxSteps();
        double loss = lossOfEpoch / stepsOfEpoch;
        lossOfEpoch = 0;
        stepsOfEpoch = 0;
        at = 0;
        shuffle();
        return new Ensemble.Epoch(task, epoch, steps, loss, error, better, ended);
    }

    /** Each member's best weights, [P]. */
    float[] best() {
        return best;
    }
}
