package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.Function;

/**
 * Parameters and the optimizer that moves them: the only class that changes weights by gradients,
 * its own or, in a {@link Descent}, those of a loss that it shares. Owns both until {@link #close}.
 */
public final class Network implements AutoCloseable {
    private final String name;
    private final ParameterStack parameters;
    private final Adam adam;
    private final Descent alone;
    private double learningRate;

    private Network(String name, ParameterStack parameters, Adam adam, double learningRate) {
        this.name = name;
        this.parameters = parameters;
        this.adam = adam;
        this.learningRate = learningRate;
        alone = Descent.of(this);
    }

    /** Takes ownership of {@code parameters}; the optimizer starts fresh. */
    public static Network of(String name, ParameterStack parameters, double learningRate) {
        return new Network(name, parameters, Adam.of(parameters), learningRate);
    }

    String name() {
        return name;
    }

    /** Of all steps from here on. */
    public void setLearningRate(double rate) {
        learningRate = rate;
    }

    /** What {@link #descend} moves; it belongs to this network. */
    public ParameterStack parameters() {
        return parameters;
    }

    /** Views that take no gradient: for targets, for acting, and inside the losses of others. */
    public NDList constant() {
        return parameters.constant();
    }

    /**
     * One optimizer step down the sum over tasks of {@code loss}. Weights other than this network's
     * take no gradient.
     *
     * @param loss from the trainable views [T, ...] to the loss of each task [T]
     * @return the loss of each task, before the step
     * @throws NonFiniteException if a task's loss or its gradient is not finite; then nothing has
     *     changed
     */
    public float[] descend(Function<NDList, NDArray> loss) {
        return alone.step(views -> loss.apply(views.get(0)));
    }

    /**
     * The gradients that {@link #descend} would follow.
     *
     * @throws NonFiniteException if a task's loss is not finite
     */
    public Gradients gradients(Function<NDList, NDArray> loss) {
        return alone.gradients(views -> loss.apply(views.get(0)));
    }

    /**
     * One optimizer step down these gradients.
     *
     * @param gradients by the blocks, in order, [T, M, ...]
     * @throws NonFiniteException if one is not finite; then nothing has changed
     */
    public void apply(List<NDArray> gradients) {
        alone.apply(gradients);
    }

    /** Moves the parameters, whatever the gradients are. */
    void step(NDManager scratch, List<NDArray> gradients) {
        adam.step(scratch, parameters, gradients, learningRate);
    }

    /** Length of the gradient of each task's loss, [T]. Nothing moves. */
    public float[] slope(Function<NDList, NDArray> loss) {
        double[] squares = new double[parameters.tasks()];
        try (NDManager scratch = parameters.manager().newSubManager()) {
            Gradients found = alone.found(scratch, views -> loss.apply(views.get(0)));
            for (NDArray gradient : found.blocks()) {
                float[] rows =
                        gradient.square()
                                .reshape(squares.length, -1)
                                .sum(new int[] {1})
                                .toFloatArray();
                for (int task = 0; task < rows.length; task++) {
                    squares[task] += rows[task];
                }
            }
        }
        float[] lengths = new float[squares.length];
        for (int task = 0; task < lengths.length; task++) {
            lengths[task] = (float) Math.sqrt(squares[task]);
        }
        return lengths;
    }

    /**
     * One optimizer step of a stack of one task towards another: {@code own - other} in place of a
     * gradient.
     */
    public void approach(ParameterStack other) {
        parameters.requireLike(other, 1);
        try (NDManager scratch = parameters.manager().newSubManager()) {
            NDArray difference = parameters.values().sub(other.values());
            difference.attach(scratch);
            NDArray whole = difference.reshape(1, 1, -1); // all blocks of the task
            step(scratch, List.of(whole));
        }
    }

    /** Begins again at a copy of other parameters, of the same shape, with a fresh optimizer. */
    public void restart(ParameterStack others) {
        parameters.assign(others);
        adam.restart();
    }

    /** Copies of the parameters and of all that the optimizer remembers. */
    public State state() {
        return new State(parameters.toArray(), adam.state());
    }

    /** Goes on from where a state was taken. */
    public void restore(State state) {
        parameters.restore(state.parameters());
        adam.restore(state.adam());
    }

    /**
     * A network between two steps.
     *
     * @param parameters [T * P]
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    public record State(float[] parameters, Adam.State adam) {}

    /** A copy of the given tasks' parameters and optimizer state. */
    public Network gather(int... rows) {
        return new Network(name, parameters.gather(rows), adam.gather(rows), learningRate);
    }

    /** Writes {@code part} back over the rows named. */
    public void scatter(int[] rows, Network part) {
        parameters.scatter(rows, part.parameters);
        adam.scatter(rows, part.adam);
    }

    @Override
    public void close() {
        adam.close();
        parameters.close();
    }
}
