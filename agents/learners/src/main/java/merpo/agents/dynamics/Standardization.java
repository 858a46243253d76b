package merpo.agents.dynamics;

import java.util.List;
import merpo.datagen.replay.ReplayBuffer;

/**
 * Mean and standard deviation of the model's inputs and targets, pooled over the training tasks so
 * that the meta-model can be shared (PAPERS.md, A20). A constant entry has deviation 1.
 *
 * @param inputMean of (s, a)
 * @param inputDeviation of (s, a)
 * @param targetMean of (s' - s, r)
 * @param targetDeviation of (s' - s, r)
 */
@SuppressWarnings("ArrayRecordComponent") // constants of a model, never compared
public record Standardization(
        double[] inputMean,
        double[] inputDeviation,
        double[] targetMean,
        double[] targetDeviation) {
    private static final double CONSTANT = 1e-12;

    /** Pooled over all transitions of all buffers. */
    public static Standardization of(List<ReplayBuffer> buffers) {
        ReplayBuffer any = buffers.get(0);
        int inputs = any.observationSize() + any.actionSize();
        int targets = any.observationSize() + 1;
        Moments input = new Moments(inputs);
        Moments target = new Moments(targets);
        float[] x = new float[inputs];
        float[] y = new float[targets];
        for (ReplayBuffer buffer : buffers) {
            for (int row = 0; row < buffer.size(); row++) {
                read(buffer, row, x, y);
                input.add(x);
                target.add(y);
            }
        }
        return new Standardization(
                input.mean(), input.deviation(), target.mean(), target.deviation());
    }

    /** Reads one transition as raw (s, a) and (s' - s, r). */
    static void read(ReplayBuffer buffer, int row, float[] input, float[] target) {
        int n = buffer.observationSize();
        float[] action = new float[buffer.actionSize()];
        buffer.observation(row, input, 0);
        buffer.action(row, action, 0);
        System.arraycopy(action, 0, input, n, action.length);
        float[] next = new float[n];
        buffer.nextObservation(row, next, 0);
        for (int i = 0; i < n; i++) {
            target[i] = next[i] - input[i];
        }
        target[n] = buffer.reward(row);
    }

    float input(int entry, float value) {
        return (float) ((value - inputMean[entry]) / inputDeviation[entry]);
    }

    float target(int entry, float value) {
        return (float) ((value - targetMean[entry]) / targetDeviation[entry]);
    }

    /** The inverse of {@link #target}. */
    double raw(int entry, double standardised) {
        return standardised * targetDeviation[entry] + targetMean[entry];
    }

    /** Running mean and variance (Welford). */
    private static final class Moments {
        private final double[] mean;
        private final double[] squares;
        private long count;

        Moments(int width) {
            mean = new double[width];
            squares = new double[width];
        }

        void add(float[] values) {
            count++;
            for (int i = 0; i < mean.length; i++) {
                double before = values[i] - mean[i];
                mean[i] += before / count;
                squares[i] += before * (values[i] - mean[i]);
            }
        }

        double[] mean() {
            return mean;
        }

        double[] deviation() {
            double[] deviation = new double[mean.length];
            for (int i = 0; i < mean.length; i++) {
                double value = Math.sqrt(squares[i] / count);
                deviation[i] = value < CONSTANT ? 1 : value;
            }
            return deviation;
        }
    }
}
