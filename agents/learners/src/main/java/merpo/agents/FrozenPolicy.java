package merpo.agents;

import ai.djl.ndarray.NDArray;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.SquashedGaussian;

/**
 * A policy that others are held near and that takes no gradient here. Its networks may have another
 * shape than theirs.
 *
 * @param parameters [1, P] for all tasks, or one for each, [T, P]
 */
public record FrozenPolicy(Policy shape, ParameterStack parameters) {
    /** Policies that there are, 1 or T. */
    public int tasks() {
        return parameters.tasks();
    }

    /**
     * @param observation [T, B, obs]
     */
    public SquashedGaussian at(NDArray observation) {
        return shape.at(observation, parameters.constant());
    }
}
