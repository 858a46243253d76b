package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import merpo.datagen.run.Operations;

/**
 * One way through a perceptron, and the way back: its gradients are worked out by {@code
 * kernels.py}, not by the engine's tape, which sees the output as the start of a new graph.
 */
final class Pass implements Tape.Recorded {
    /** Rows that go through all layers together: what they write stays in the cache. */
    private static final int CHUNK = 512;

    private final Mlp shape;
    private final NDArray x;
    private final List<NDArray> parameters;
    private final NDArray output;
    private final IValue kept;
    private final boolean inputs; // whether the way back leads to them
    private final boolean weights;
    private final Precision precision;

    private Pass(
            Mlp shape,
            NDArray x,
            List<NDArray> parameters,
            NDArray output,
            IValue kept,
            boolean inputs,
            boolean weights,
            Precision precision) {
        this.shape = shape;
        this.x = x;
        this.parameters = parameters;
        this.output = output;
        this.kept = kept;
        this.inputs = inputs;
        this.weights = weights;
        this.precision = precision;
    }

    /** The output; the way back is noted on the tape that is recording, if it will be needed. */
    static NDArray of(Mlp shape, NDArray x, List<NDArray> parameters) {
        Precision precision = Precision.current();
        try (IValue result =
                Kernels.call(
                        "forward",
                        Kernels.tensor(x),
                        Kernels.tensors(parameters),
                        IValue.from(shape.activation() == Mlp.Hidden.SWISH),
                        IValue.from((long) CHUNK),
                        IValue.from((long) precision.width()))) {
            count(shape, x.getShape().get(2), parameters, 0, precision);
            IValue[] parts = result.toIValueTuple();
            NDArray output = Kernels.free(parts[0], x.getManager());
            boolean inputs = Kernels.flag(parts[2]);
            boolean weights = Kernels.flag(parts[3]);
            if (inputs || weights) {
                Tape.recording()
                        .add(
                                new Pass(
                                        shape,
                                        x,
                                        parameters,
                                        output,
                                        parts[1],
                                        inputs,
                                        weights,
                                        precision));
            } else {
                parts[1].close();
            }
            return output;
        }
    }

    /**
     * Draws of a tanh-Gaussian policy, in one call of the engine and in single precision; no way
     * back is noted. The bits are those of {@link SquashedGaussian#sample(NDArray)}.
     *
     * @param x [T, B, obs]
     * @param noise N(0, 1), [T, B, act]
     * @return actions and, as the last column, their log densities, [T, B, act + 1]
     */
    static NDArray draw(
            Mlp shape,
            NDArray x,
            List<NDArray> parameters,
            NDArray noise,
            SquashedGaussian.Bounds bounds) {
        count(shape, x.getShape().get(1), parameters, 0, Precision.FP32);
        return Kernels.array(
                Kernels.call(
                        "draw",
                        Kernels.tensor(x),
                        Kernels.tensors(parameters),
                        Kernels.tensor(noise),
                        IValue.from((double) bounds.least()),
                        IValue.from((double) bounds.largest())),
                x.getManager());
    }

    /** Counts one way through the layers from a first one on. */
    private static void count(
            Mlp shape, long rows, List<NDArray> parameters, int first, Precision precision) {
        long networks = parameters.get(0).getShape().get(0) * parameters.get(0).getShape().get(1);
        double all = 0;
        double rounded = 0;
        for (int layer = first; layer < shape.layers(); layer++) {
            int in = shape.fanIn(layer);
            int out = shape.fanOut(layer);
            boolean between = layer > 0 && layer < shape.layers() - 1;
            double own = Operations.ofProduct(networks, rows, in, out);
            all += own;
            rounded += precision.rounds(between, in, out) ? own : 0;
        }
        Operations.add(all);
        Precision.count(rounded);
    }

    @Override
    public NDArray output() {
        return output;
    }

    /** To inputs and parameters; a parameter may itself be made of others. */
    @Override
    public void back(NDArray gradient, Tape tape, NDManager scratch) {
        List<NDArray> found =
                Kernels.arrays(
                        Kernels.call(
                                "backward",
                                Kernels.tensor(x),
                                Kernels.tensors(parameters),
                                kept,
                                Kernels.tensor(gradient),
                                IValue.from(shape.activation() == Mlp.Hidden.SWISH),
                                IValue.from(weights),
                                IValue.from(inputs),
                                IValue.from((long) CHUNK),
                                IValue.from((long) precision.width())),
                        scratch);
        long rows = x.getShape().get(2);
        count(shape, rows, parameters, inputs ? 0 : 1, precision);
        if (weights) {
            count(shape, rows, parameters, 0, precision);
            int first = found.size() - parameters.size();
            for (int i = 0; i < parameters.size(); i++) {
                tape.accumulate(parameters.get(i), found.get(first + i));
            }
        }
        if (inputs) {
            tape.backward(x, found.get(0).duplicate());
        }
    }

    @Override
    public void close() {
        kept.close();
    }
}
