package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/**
 * Adam (Kingma and Ba, 2015) with the usual constants 0.9, 0.999, 1e-8. Moments are rows per task,
 * and every task counts its own steps. Owns its moments until {@link #close}.
 */
public final class Adam implements AutoCloseable {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final NDArray first;
    private final NDArray second;
    private final int[] steps;

    private Adam(NDArray first, NDArray second, int[] steps) {
        this.first = first;
        this.second = second;
        this.steps = steps;
    }

    /** Fresh moments for the given parameters. */
    public static Adam of(ParameterStack parameters) {
        NDArray values = parameters.values();
        return new Adam(values.zerosLike(), values.zerosLike(), new int[parameters.tasks()]);
    }

    /**
     * One step down the gradient.
     *
     * @param gradient [T, P]
     */
    void step(NDManager scratch, ParameterStack parameters, NDArray gradient, double learningRate) {
        first.muli((float) BETA1).addi(Scale.by(1 - BETA1, gradient));
        second.muli((float) BETA2).addi(gradient.square().muli((float) (1 - BETA2)));
        float[] rate = new float[steps.length];
        float[] correction = new float[steps.length];
        for (int task = 0; task < steps.length; task++) {
            steps[task]++;
            rate[task] = (float) (learningRate / (1 - Math.pow(BETA1, steps[task])));
            correction[task] = (float) (1 / Math.sqrt(1 - Math.pow(BETA2, steps[task])));
        }
        Shape perTask = new Shape(steps.length, 1);
        NDArray root = second.sqrt();
        NDArray change = first.mul(scratch.create(rate, perTask));
        root.attach(scratch);
        change.attach(scratch);
        root.muli(scratch.create(correction, perTask)).addi(EPSILON);
        parameters.values().subi(change.divi(root));
    }

    /** A copy of the given tasks' rows. */
    Adam gather(int... rows) {
        return new Adam(
                Rows.gather(first, rows),
                Rows.gather(second, rows),
                Arrays.stream(rows).map(row -> steps[row]).toArray());
    }

    /** Writes the rows of {@code part} over the rows named. */
    void scatter(int[] rows, Adam part) {
        Rows.scatter(first, rows, part.first);
        Rows.scatter(second, rows, part.second);
        for (int i = 0; i < rows.length; i++) {
            steps[rows[i]] = part.steps[i];
        }
    }

    /** Copies of the moments [T * P] and step counters [T]. */
    State state() {
        return new State(first.toFloatArray(), second.toFloatArray(), steps.clone());
    }

    /** Goes on from where a state was taken. */
    void restore(State state) {
        first.set(state.first());
        second.set(state.second());
        System.arraycopy(state.steps(), 0, steps, 0, steps.length);
    }

    /**
     * All that an optimizer remembers.
     *
     * @param first moments [T * P]
     * @param second moments [T * P]
     * @param steps of each task [T]
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record State(float[] first, float[] second, int[] steps) {}

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
