package merpo.agents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import merpo.datagen.nn.Mlp;

/**
 * What a deterministic policy computes for one task, so that other programs can: ReLU after each
 * layer but the last, tanh after that; actions in [-1, 1].
 *
 * @param layers the first reads the observation, or (s, z)
 * @param z the task's embedding; empty where the first layer reads none
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record ActingNetwork(List<Layer> layers, float[] z) {
    public ActingNetwork {
        layers = List.copyOf(layers);
    }

    /**
     * {@code x W + b}.
     *
     * @param in width of what it reads
     * @param out width of what it puts out
     * @param weight W, [in * out]
     * @param bias b, [out]
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Layer(int in, int out, float[] weight, float[] bias) {}

    /**
     * The network of one row of a stack.
     *
     * @param parameters [P] or more
     * @param from where its first number stands
     * @param actionSize first outputs of the head that are kept
     */
    public static ActingNetwork of(Mlp shape, float[] parameters, int from, int actionSize) {
        List<Layer> layers = new ArrayList<>();
        int at = from;
        for (int layer = 0; layer < shape.layers(); layer++) {
            int in = shape.fanIn(layer);
            int width = shape.fanOut(layer);
            int out = layer == shape.layers() - 1 ? actionSize : width;
            float[] weight = new float[in * out];
            for (int row = 0; row < in; row++) {
                System.arraycopy(parameters, at + row * width, weight, row * out, out);
            }
            at += in * width;
            layers.add(new Layer(in, out, weight, Arrays.copyOfRange(parameters, at, at + out)));
            at += width;
        }
        return new ActingNetwork(layers, new float[0]);
    }

    /** The same, whose last inputs are this embedding. */
    public ActingNetwork withEmbedding(float[] embedding) {
        return new ActingNetwork(layers, embedding.clone());
    }

    /** Entries of an observation. */
    public int observationSize() {
        return layers.get(0).in() - z.length;
    }

    /** Entries of an action. */
    public int actionSize() {
        return layers.get(layers.size() - 1).out();
    }

    /** The same function of the observation alone: the embedding moves into the first bias. */
    public ActingNetwork settled() {
        Layer first = layers.get(0);
        int own = observationSize();
        float[] bias = new float[first.out()];
        for (int out = 0; out < bias.length; out++) {
            double sum = first.bias()[out];
            for (int i = 0; i < z.length; i++) {
                sum += (double) z[i] * first.weight()[(own + i) * first.out() + out];
            }
            bias[out] = (float) sum;
        }
        List<Layer> all = new ArrayList<>(layers);
        float[] weight = Arrays.copyOf(first.weight(), own * first.out());
        all.set(0, new Layer(own, first.out(), weight, bias));
        return new ActingNetwork(all, new float[0]);
    }
}
