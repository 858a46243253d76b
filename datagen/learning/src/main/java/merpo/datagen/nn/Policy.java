package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The shape of a tanh-Gaussian policy: observation in, mean and log deviation of each action out.
 *
 * @param observationSize entries of what it sees: an observation, or with a task embedding (s, z)
 * @param actionSize entries of an action, each in [-1, 1]
 * @param hidden units of each hidden layer
 * @param bounds of the log deviation
 */
public record Policy(
        int observationSize, int actionSize, List<Integer> hidden, SquashedGaussian.Bounds bounds) {
    public Policy {
        hidden = List.copyOf(hidden);
    }

    /** Hidden layers of one width, and the usual bounds. */
    public Policy(int observationSize, int actionSize, int hiddenLayers, int width) {
        this(
                observationSize,
                actionSize,
                Collections.nCopies(hiddenLayers, width),
                SquashedGaussian.Bounds.USUAL);
    }

    /** Observation to mean and log deviation of each action. */
    public Mlp network() {
        return new Mlp(observationSize, hidden, 2 * actionSize, Mlp.Hidden.RELU);
    }

    /** Fresh parameters, [T, P]. */
    public ParameterStack initialize(NDManager manager, List<RandomGenerator> randoms) {
        return Initialization.UNIFORM_FAN_IN.draw(manager, network(), 1, randoms);
    }

    /**
     * @param observation [T, B, obs]
     * @param parameters views of a stack of T tasks, or of one that all tasks share
     */
    public SquashedGaussian at(NDArray observation, NDList parameters) {
        return SquashedGaussian.of(
                network().forward(observation.expandDims(1), parameters), bounds);
    }

    /**
     * Acts on plain arrays: the deterministic action, or a draw where generators are given.
     *
     * @param observation [T * B * obs], B rows of each task
     * @param randoms one generator per task for a stochastic action, or none for the mode
     * @return action and, for draws, log density
     */
    public Acted act(
            ParameterStack parameters, float[] observation, List<RandomGenerator> randoms) {
        int tasks = parameters.tasks();
        int rows = observation.length / observationSize / tasks;
        try (NDManager scratch = parameters.manager().newSubManager()) {
            NDArray s = scratch.create(observation, new Shape(tasks, rows, observationSize));
            NDList own = parameters.constant();
            if (randoms.isEmpty()) {
                return new Acted(at(s, own).mode().toFloatArray(), new float[0]);
            }
            NDArray noise = Noise.gaussian(scratch, randoms, rows, actionSize);
            Shapes.require("noise", noise, tasks, rows, actionSize);
            List<NDArray> layers = own.subList(0, 2 * network().layers());
            float[] drawn = Pass.draw(network(), s, layers, noise, bounds).toFloatArray();
            return Acted.of(drawn, tasks * rows, actionSize);
        }
    }

    /**
     * @param actions [T * B * act]
     * @param logProb [T * B], empty for deterministic actions
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    public record Acted(float[] actions, float[] logProb) {

        /** From rows of an action and its log density each. */
        private static Acted of(float[] drawn, int rows, int width) {
            float[] actions = new float[rows * width];
            float[] logProb = new float[rows];
            for (int row = 0; row < rows; row++) {
                int at = row * (width + 1);
                System.arraycopy(drawn, at, actions, row * width, width);
                logProb[row] = drawn[at + width];
            }
            return new Acted(actions, logProb);
        }
    }
}
