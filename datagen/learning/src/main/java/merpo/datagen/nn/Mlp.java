package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The shape of a multilayer perceptron; its weights live in a {@link ParameterStack}.
 *
 * @param inputs width of the input
 * @param hidden units of each hidden layer, at least one layer (a "4-layer" network of the paper
 *     has 4: PAPERS.md, A21)
 * @param outputs width of the linear head
 * @param activation after each hidden layer
 */
public record Mlp(int inputs, List<Integer> hidden, int outputs, Hidden activation) {

    /** What follows a hidden layer. */
    public enum Hidden {
        /** {@code max(x, 0)}: policies and critics. */
        RELU,
        /** {@code x sigmoid(x)}: dynamics models. */
        SWISH
    }

    public Mlp {
        hidden = List.copyOf(hidden);
        if (inputs < 1 || hidden.isEmpty() || outputs < 1 || hidden.stream().anyMatch(w -> w < 1)) {
            throw new IllegalArgumentException(
                    "Mlp has inputs %d, hidden %s, outputs %d; each must be at least 1, with one hidden layer or more"
                            .formatted(inputs, hidden, outputs));
        }
    }

    /** Hidden layers of one width. */
    public Mlp(int inputs, int hiddenLayers, int width, int outputs, Hidden activation) {
        this(inputs, Collections.nCopies(hiddenLayers, width), outputs, activation);
    }

    /**
     * Shapes of one task's parameters: weight [member, in, out], bias [member, 1, out] per layer.
     */
    public List<Shape> blocks(int members) {
        List<Shape> blocks = new ArrayList<>();
        for (int layer = 0; layer < layers(); layer++) {
            blocks.add(new Shape(members, fanIn(layer), fanOut(layer)));
            blocks.add(new Shape(members, 1, fanOut(layer)));
        }
        return List.copyOf(blocks);
    }

    /** Number of scalars of one member. */
    public long parameters() {
        return blocks(1).stream().mapToLong(Shape::size).sum();
    }

    /** Hidden ones and the head. */
    public int layers() {
        return hidden.size() + 1;
    }

    /** Width of what a layer reads. */
    public int fanIn(int layer) {
        return layer == 0 ? inputs : hidden.get(layer - 1);
    }

    /** Width of what a layer puts out. */
    public int fanOut(int layer) {
        return layer == hidden.size() ? outputs : hidden.get(layer);
    }

    /**
     * @param x input [T, M or 1, B, inputs]
     * @param parameters views of {@link #blocks}, each with a leading task axis; further entries
     *     are ignored; T tasks, or one that all share
     * @return [T, M, B, outputs]
     */
    public NDArray forward(NDArray x, NDList parameters) {
        List<NDArray> own = parameters.subList(0, 2 * layers());
        long tasks = x.getShape().get(0);
        long stack = own.get(0).getShape().get(0);
        if (stack == tasks) {
            return Pass.of(this, x, own);
        }
        if (stack != 1) {
            throw new IllegalStateException(
                    "input of %d tasks, weights of %d: must be as many, or one for all"
                            .formatted(tasks, stack));
        }
        // weights that all tasks share: their rows are rows of one
        long members = x.getShape().get(1);
        NDArray pooled = x.swapAxes(0, 1).reshape(1, members, -1, inputs);
        NDArray y = Pass.of(this, pooled, own);
        return y.reshape(y.getShape().get(1), tasks, -1, outputs).swapAxes(0, 1);
    }
}
