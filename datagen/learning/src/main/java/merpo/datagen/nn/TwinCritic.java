package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The shape of two critics Q(s, a) with the same inputs, stacked as two members.
 *
 * @param observationSize entries of an observation
 * @param actionSize entries of an action
 * @param hiddenLayers number of hidden layers
 * @param width units of each
 */
public record TwinCritic(int observationSize, int actionSize, int hiddenLayers, int width) {
    /** Two heads: the smaller of both is used wherever overestimation would hurt. */
    public static final int HEADS = 2;

    public Mlp network() {
        return new Mlp(observationSize + actionSize, hiddenLayers, width, 1, Mlp.Hidden.RELU);
    }

    /** Fresh parameters, [T, P] with two members. */
    public ParameterStack initialize(NDManager manager, List<RandomGenerator> randoms) {
        return Initialization.UNIFORM_FAN_IN.draw(manager, network(), HEADS, randoms);
    }

    /**
     * @param observation [T, B, obs]
     * @param action [T, B, act]
     * @return Q of both heads, [T, 2, B]
     */
    public NDArray values(NDArray observation, NDArray action, NDList parameters) {
        NDArray x = NDArrays.concat(new NDList(observation, action), 2).expandDims(1);
        return network().forward(x, parameters).squeeze(3);
    }

    /** The smaller head, [T, B]. */
    public NDArray smaller(NDArray observation, NDArray action, NDList parameters) {
        return values(observation, action, parameters).min(new int[] {1});
    }
}
