package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The shape of a tanh-Gaussian policy: observation in, mean and log deviation of each action out.
 *
 * @param observationSize entries of an observation
 * @param actionSize entries of an action, each in [-1, 1]
 * @param hiddenLayers number of hidden layers
 * @param width units of each
 */
public record Policy(int observationSize, int actionSize, int hiddenLayers, int width) {

    public Mlp network() {
        return new Mlp(observationSize, hiddenLayers, width, 2 * actionSize, Mlp.Hidden.RELU);
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
        return SquashedGaussian.of(network().forward(observation.expandDims(1), parameters));
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
            SquashedGaussian distribution = at(s, parameters.constant());
            if (randoms.isEmpty()) {
                return new Acted(distribution.mode().toFloatArray(), new float[0]);
            }
            NDArray noise = Noise.gaussian(scratch, randoms, rows, actionSize);
            SquashedGaussian.Sample sample = distribution.sample(noise);
            return new Acted(sample.action().toFloatArray(), sample.logProb().toFloatArray());
        }
    }

    /**
     * @param actions [T * B * act]
     * @param logProb [T * B], empty for deterministic actions
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
    public record Acted(float[] actions, float[] logProb) {}
}
