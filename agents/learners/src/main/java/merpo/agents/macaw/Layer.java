package merpo.agents.macaw;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.random.RandomGenerator;

/** What a linear layer of MACAW's networks is made of, and what an inner step makes of it. */
sealed interface Layer permits Layer.Plain, WeightTransform {
    int in();

    int out();

    /** Shapes of its tensors. */
    List<Shape> blocks();

    /** Its numbers before the first step, tensor after tensor. */
    float[] draw(RandomGenerator random);

    /**
     * The layer of these tensors.
     *
     * @param tensors views of {@link #blocks}, [1, ...]
     * @return shared by all tasks
     */
    Linear linear(NDList tensors);

    /**
     * The layer after a step of every tensor down a loss of each task.
     *
     * @param gradient of each task's loss by {@link #linear}
     * @param rates one for each tensor, [1, 1]
     * @param order what of the step the meta-gradient sees
     * @return one layer of each task
     */
    Linear stepped(NDList tensors, Linear gradient, NDList rates, Order order);

    /** Numbers of {@link #linear}. */
    default int size() {
        return in() * out() + out();
    }

    /** U(-1, 1) over the root of {@code fanIn}, from {@code from} on: PyTorch's rule. */
    static void uniform(float[] values, int from, int fanIn, RandomGenerator random) {
        for (int i = from; i < values.length; i++) {
            values[i] = (float) ((2 * random.nextDouble() - 1) / Math.sqrt(fanIn));
        }
    }

    /**
     * Weight and bias are the tensors.
     *
     * @param in width of what it reads
     * @param out width of what it puts out
     */
    record Plain(int in, int out) implements Layer {
        @Override
        public List<Shape> blocks() {
            return List.of(new Shape(in, out), new Shape(1, out));
        }

        @Override
        public float[] draw(RandomGenerator random) {
            float[] values = new float[size()];
            uniform(values, 0, in, random);
            return values;
        }

        @Override
        public Linear linear(NDList tensors) {
            return new Linear(tensors.get(0), tensors.get(1));
        }

        @Override
        public Linear stepped(NDList tensors, Linear gradient, NDList rates, Order order) {
            return new Linear(
                    step(tensors.get(0), gradient.weight(), rates.get(0), order),
                    step(tensors.get(1), gradient.bias(), rates.get(1), order));
        }

        private static NDArray step(NDArray tensor, NDArray gradient, NDArray rate, Order order) {
            return tensor.sub(order.seen(gradient).mul(rate));
        }
    }
}
