package merpo.agents.macaw;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.Product;

/**
 * Weight and bias come from a code, {@code theta = A zeta + c}, theta being the weight row by row
 * and then the bias. A step moves zeta, A and c, so that it changes theta by more than a gradient
 * of its own rank.
 *
 * @param in width of what it reads
 * @param out width of what it puts out
 * @param code length of zeta, k
 */
record WeightTransform(int in, int out, int code) implements Layer {
    @Override
    public List<Shape> blocks() {
        return List.of(new Shape(code), new Shape(size(), code), new Shape(size()));
    }

    /** zeta N(0, 1 / out^2), A and c by PyTorch's rule for a layer that reads the code. */
    @Override
    public float[] draw(RandomGenerator random) {
        float[] values = new float[code + size() * code + size()];
        for (int i = 0; i < code; i++) {
            values[i] = (float) (random.nextGaussian() / out);
        }
        Layer.uniform(values, code, code, random);
        return values;
    }

    @Override
    public Linear linear(NDList tensors) {
        return of(made(tensors, tensors.get(0)));
    }

    /**
     * With g the gradient by theta, zeta' = zeta - l_zeta A^T g, and A' = A - l_A g zeta^T, c' = c
     * - l_c g: theta' = A zeta' + c - (l_A zeta . zeta' + l_c) g. So no task needs an A of its own.
     */
    @Override
    public Linear stepped(NDList tensors, Linear gradient, NDList rates, Order order) {
        NDArray zeta = tensors.get(0); // [1, k]
        NDArray g = gradient.flat(); // [T, P]
        NDArray byZeta = Product.of(g, tensors.get(1).squeeze(0)); // [T, k]
        NDArray moved = zeta.sub(order.seen(byZeta).mul(rates.get(0)));
        NDArray along = moved.mul(order.seen(zeta)).sum(new int[] {1}, true); // [T, 1]
        NDArray weight = along.mul(rates.get(1)).add(rates.get(2));
        return of(made(tensors, moved).sub(order.seen(g).mul(weight)));
    }

    /** A zeta + c of each code, [T, P]. */
    private static NDArray made(NDList tensors, NDArray codes) {
        return Product.of(codes, tensors.get(1).squeeze(0).transpose()).add(tensors.get(2));
    }

    private Linear of(NDArray theta) {
        return Linear.of(theta, in, out);
    }
}
