package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.IValue;
import java.util.List;

/**
 * The cost of large weights, as a part of a loss. The engine's tape would write all weights several
 * times over; here the gradient is added to what has been found for them in one pass.
 */
public final class WeightDecay implements Tape.Recorded {
    private final List<NDArray> weights;
    private final double[] rates;
    private final NDArray cost;

    private WeightDecay(List<NDArray> weights, double[] rates, NDArray cost) {
        this.weights = weights;
        this.rates = rates;
        this.cost = cost;
    }

    /**
     * {@code sum over i of rates[i] / 2 |W_i|^2}. Inside a loss, ask for it before the perceptrons
     * that use the weights: the way back then comes to it last, when there is something to add to.
     *
     * @param weights each [T, M, in, out]
     * @return [T]
     */
    public static NDArray of(List<NDArray> weights, double... rates) {
        NDManager manager = weights.get(0).getManager();
        NDArray cost =
                Kernels.free(
                        Kernels.call("decay", Kernels.tensors(weights), IValue.listFrom(rates)),
                        manager);
        if (weights.stream().anyMatch(Kernels::learns)) {
            Tape.recording().add(new WeightDecay(weights, rates, cost));
        }
        return cost;
    }

    @Override
    public NDArray output() {
        return cost;
    }

    @Override
    public void back(NDArray gradient, Tape tape, NDManager scratch) {
        List<NDArray> found = weights.stream().map(tape::found).toList();
        Kernels.run(
                "decayed",
                Kernels.tensors(weights),
                IValue.listFrom(rates),
                Kernels.tensor(gradient),
                Kernels.tensors(found));
        for (int i = 0; i < rates.length; i++) {
            if (!tape.leaf(weights.get(i))) {
                tape.accumulate(weights.get(i), found.get(i));
            }
        }
    }

    @Override
    public void close() {}
}
