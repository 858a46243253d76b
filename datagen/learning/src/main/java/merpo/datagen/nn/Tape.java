package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The gradients of one loss. Between perceptrons they are the engine's, inside of them our own
 * ({@link Pass}, {@link WeightDecay}): the loss is taken back to the outputs of the last
 * perceptrons, through these to their inputs and weights, on to the outputs of earlier ones, and so
 * on. What was recorded last is taken back first: all that depends on an output lies behind it.
 */
final class Tape implements AutoCloseable {
    private static Tape recording; // the engine has one per process, too

    private final NDManager scratch;
    private final GradientCollector engine;
    private final List<Recorded> recorded = new ArrayList<>();
    private final NDList leaves;
    private final Set<NDArray> own = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<NDArray, NDArray> found = new IdentityHashMap<>();

    /** A part of a loss that knows its own way back. */
    interface Recorded extends AutoCloseable {
        /** Where the engine's graph begins anew. */
        NDArray output();

        /** Takes the gradient that has reached the output on to what it was made of. */
        void back(NDArray gradient, Tape tape, NDManager scratch);

        @Override
        void close();
    }

    private Tape(NDManager scratch, List<NDList> views) {
        this.scratch = scratch;
        leaves = new NDList(views.stream().flatMap(List::stream).toList());
        own.addAll(leaves);
        engine = TensorEngine.engine().newGradientCollector();
    }

    /**
     * @param scratch owner of every gradient
     * @param views that take a gradient
     */
    static Tape start(NDManager scratch, List<NDList> views) {
        recording = new Tape(scratch, views);
        return recording;
    }

    static Tape recording() {
        if (recording == null) {
            throw new IllegalStateException(
                    "a perceptron got weights or inputs that take a gradient outside of a loss."
                            + " Hand the loss to Network.descend.");
        }
        return recording;
    }

    void add(Recorded part) {
        part.output().setRequiresGradient(true);
        recorded.add(part);
    }

    /**
     * Gradients of the sum of {@code loss} by all views, in their order.
     *
     * @return owned by the scratch manager
     */
    List<NDArray> gradients(NDArray loss) {
        backward(loss, loss.onesLike());
        for (int i = recorded.size() - 1; i >= 0; i--) {
            Recorded part = recorded.get(i);
            NDArray gradient = found(List.of(part.output()), scratch).get(0);
            if (reached(gradient)) { // else the loss does not depend on it
                part.back(gradient, this, scratch);
            }
        }
        List<NDArray> gradients = new ArrayList<>();
        List<NDArray> direct = found(leaves, scratch);
        for (int i = 0; i < leaves.size(); i++) {
            NDArray leaf = leaves.get(i);
            if (reached(direct.get(i))) {
                accumulate(leaf, direct.get(i));
            }
            gradients.add(found(leaf));
        }
        return gradients;
    }

    /** Keeps the graph: two perceptrons may lie behind the same operations. */
    void backward(NDArray array, NDArray gradient) {
        JniUtils.backward((PtNDArray) array, (PtNDArray) gradient, true, false);
    }

    /**
     * Adds to what has reached a leaf. Weights that were computed from leaves, or by a perceptron,
     * hand it on through the engine; constant ones need none.
     */
    void accumulate(NDArray weight, NDArray gradient) {
        if (leaf(weight)) {
            found.merge(weight, gradient, NDArray::add);
        } else if (Kernels.learns(weight)) {
            backward(weight, gradient.duplicate());
        }
    }

    /** Whether a gradient by this is what is asked for. */
    boolean leaf(NDArray weight) {
        return own.contains(weight);
    }

    /** What has reached a leaf so far, to add to; zeros for a weight that is none. */
    NDArray found(NDArray weight) {
        return leaf(weight) ? found.computeIfAbsent(weight, this::zeros) : zeros(weight);
    }

    private NDArray zeros(NDArray like) {
        return scratch.zeros(like.getShape());
    }

    /**
     * What the engine has found so far, by {@code kernels.py}: DJL's own question loses memory
     * where there is no gradient yet.
     */
    private static List<NDArray> found(List<NDArray> arrays, NDManager scratch) {
        return Kernels.arrays(Kernels.call("gradients", Kernels.tensors(arrays)), scratch);
    }

    private static boolean reached(NDArray gradient) {
        return gradient.size() > 0;
    }

    @Override
    public void close() {
        recording = null;
        recorded.forEach(Recorded::close);
        engine.close();
    }
}
