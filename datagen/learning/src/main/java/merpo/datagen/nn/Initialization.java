package merpo.datagen.nn;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.random.RandomGenerator;

/** Initial weights, drawn from the generator of each task. */
public enum Initialization {
    /** Weights and biases U(-1/sqrt(in), 1/sqrt(in)): policies and critics. */
    UNIFORM_FAN_IN {
        @Override
        float weight(RandomGenerator random, int fanIn) {
            return (float) ((2 * random.nextDouble() - 1) / Math.sqrt(fanIn));
        }

        @Override
        float bias(RandomGenerator random, int fanIn) {
            return weight(random, fanIn);
        }
    },
    /** Weights N(0, 1/(2 sqrt(in))) cut at two standard deviations, biases 0: dynamics models. */
    TRUNCATED_NORMAL {
        @Override
        float weight(RandomGenerator random, int fanIn) {
            double z = random.nextGaussian();
            while (Math.abs(z) > 2) {
                z = random.nextGaussian();
            }
            return (float) (z / (2 * Math.sqrt(fanIn)));
        }

        @Override
        float bias(RandomGenerator random, int fanIn) {
            return 0;
        }
    };

    abstract float weight(RandomGenerator random, int fanIn);

    abstract float bias(RandomGenerator random, int fanIn);

    /**
     * @param members equal networks per task, drawn one after another
     * @param randoms one generator per task, so that a task's weights do not depend on the others
     */
    public ParameterStack draw(
            NDManager manager, Mlp shape, int members, List<RandomGenerator> randoms) {
        List<Shape> blocks = shape.blocks(members);
        int size = Math.toIntExact(ParameterStack.size(blocks));
        float[] values = new float[randoms.size() * size];
        int at = 0;
        for (RandomGenerator random : randoms) {
            for (int layer = 0; layer <= shape.hiddenLayers(); layer++) {
                int fanIn = shape.fanIn(layer);
                int weights = members * fanIn * shape.fanOut(layer);
                for (int i = 0; i < weights; i++) {
                    values[at++] = weight(random, fanIn);
                }
                for (int i = 0; i < members * shape.fanOut(layer); i++) {
                    values[at++] = bias(random, fanIn);
                }
            }
        }
        return ParameterStack.of(manager, values, blocks);
    }
}
