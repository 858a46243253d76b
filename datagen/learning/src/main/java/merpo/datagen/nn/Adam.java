package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.Arrays;
import java.util.List;

/**
 * Adam (Kingma and Ba, 2015) with the usual constants 0.9, 0.999, 1e-8. Every task counts its own
 * steps. Owns its moments until {@link #close}.
 */
public final class Adam implements AutoCloseable {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final ParameterStack first;
    private final ParameterStack second;
    private final int[] steps;

    private Adam(ParameterStack first, ParameterStack second, int[] steps) {
        this.first = first;
        this.second = second;
        this.steps = steps;
    }

    /** Fresh moments for the given parameters. */
    public static Adam of(ParameterStack parameters) {
        return new Adam(parameters.zeros(), parameters.zeros(), new int[parameters.tasks()]);
    }

    /**
     * One step down the gradient.
     *
     * @param gradients by the parameters' blocks, in order, [T, M, ...]
     */
    void step(
            NDManager scratch,
            ParameterStack parameters,
            List<NDArray> gradients,
            double learningRate) {
        for (int task = 0; task < steps.length; task++) {
            steps[task]++;
        }
        Kernels.run(
                "adam",
                Kernels.tensor(parameters.values()),
                Kernels.tensors(gradients),
                Kernels.tensor(first.values()),
                Kernels.tensor(second.values()),
                Kernels.tensor(scratch.create(counts())),
                IValue.from(learningRate),
                IValue.from(BETA1),
                IValue.from(BETA2),
                IValue.from(EPSILON));
    }

    /** Steps so far: one number where all tasks agree, else one of each. */
    private float[] counts() {
        boolean agreed = Arrays.stream(steps).allMatch(count -> count == steps[0]);
        float[] counts = new float[agreed ? 1 : steps.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = steps[i];
        }
        return counts;
    }

    /** A copy of the given tasks' rows. */
    Adam gather(int... rows) {
        return new Adam(
                first.gather(rows),
                second.gather(rows),
                Arrays.stream(rows).map(row -> steps[row]).toArray());
    }

    /** Writes the rows of {@code part} over the rows named. */
    void scatter(int[] rows, Adam part) {
        first.scatter(rows, part.first);
        second.scatter(rows, part.second);
        for (int i = 0; i < rows.length; i++) {
            steps[rows[i]] = part.steps[i];
        }
    }

    /** Forgets all steps. */
    void restart() {
        restore(
                new State(
                        new float[first.size()], new float[second.size()], new int[steps.length]));
    }

    /** Copies of the moments [T * P] and step counters [T]. */
    State state() {
        return new State(first.toArray(), second.toArray(), steps.clone());
    }

    /** Goes on from where a state was taken. */
    void restore(State state) {
        first.restore(state.first());
        second.restore(state.second());
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
