package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The shape of critics with the same inputs, each one number for a row, stacked as members: Q(s,
 * a), V(s), or with a task embedding Q(s, a, z).
 *
 * @param inputs width of all parts of the input together
 * @param heads number of critics: two where the smaller one is used against overestimation
 * @param hidden units of each hidden layer
 */
public record Critic(int inputs, int heads, List<Integer> hidden) {
    private static final NDIndex FIRST = new NDIndex(":, 0:1"); // of the members

    public Critic {
        hidden = List.copyOf(hidden);
        if (heads < 1) {
            throw new IllegalArgumentException("Critic.heads is " + heads + ", must be at least 1");
        }
    }

    /** Two heads Q(s, a), their hidden layers of one width. */
    public static Critic twin(int observationSize, int actionSize, int hiddenLayers, int width) {
        return new Critic(
                observationSize + actionSize, 2, Collections.nCopies(hiddenLayers, width));
    }

    /** Of one head. */
    public Mlp network() {
        return new Mlp(inputs, hidden, 1, Mlp.Hidden.RELU);
    }

    /** Shapes of one task's parameters, all heads. */
    public List<Shape> blocks() {
        return network().blocks(heads);
    }

    /** Fresh parameters, [T, P], a member for each head. */
    public ParameterStack initialize(NDManager manager, List<RandomGenerator> randoms) {
        return Initialization.UNIFORM_FAN_IN.draw(manager, network(), heads, randoms);
    }

    /**
     * @param parts of the input, in order, each [T, B, width]: observation, action, task embedding
     * @return of every head, [T, heads, B]
     */
    public NDArray values(List<NDArray> parts, NDList parameters) {
        NDArray x = parts.size() == 1 ? parts.get(0) : NDArrays.concat(new NDList(parts), 2);
        return network().forward(x.expandDims(1), parameters).squeeze(3);
    }

    /** The first head alone, [T, B]: the others are not asked. */
    public NDArray first(List<NDArray> parts, NDList parameters) {
        NDManager scratch = parts.get(0).getManager();
        NDList own = new NDList();
        parameters.forEach(all -> own.add(all.get(scratch, FIRST)));
        return values(parts, own).squeeze(1);
    }

    /** The smallest head, [T, B]. */
    public NDArray smaller(List<NDArray> parts, NDList parameters) {
        return values(parts, parameters).min(new int[] {1});
    }
}
