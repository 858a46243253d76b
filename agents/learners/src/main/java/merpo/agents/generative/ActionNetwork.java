package merpo.agents.generative;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import java.util.List;
import merpo.datagen.nn.Mlp;

/**
 * The shape of networks (s, x, z) whose output is an action's size and lies within (-1, 1): a
 * decoder where x is a latent, a perturbation where x is an action.
 *
 * @param network before tanh
 */
public record ActionNetwork(Mlp network) {

    /**
     * @param inputs widths of s, x and z together
     * @param hidden units of each hidden layer
     */
    public static ActionNetwork of(int inputs, List<Integer> hidden, int actionSize) {
        return new ActionNetwork(new Mlp(inputs, hidden, actionSize, Mlp.Hidden.RELU));
    }

    /**
     * @param x [T, B, width]
     * @param parameters of T tasks, or of one for all
     * @return [T, B, act]
     */
    public NDArray at(Condition where, NDArray x, NDList parameters) {
        return Activation.tanh(network.forward(where.input(x), parameters).squeeze(1));
    }
}
