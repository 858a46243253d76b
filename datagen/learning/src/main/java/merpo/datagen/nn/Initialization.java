package merpo.datagen.nn;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A rule for initial weights and biases, drawn from the generator of each task.
 *
 * @param weight each of a layer's
 * @param bias each of a layer's
 */
public record Initialization(Rule weight, Rule bias) {
    /** PyTorch's: weights and biases U(-1/sqrt(in), 1/sqrt(in)): policies and critics. */
    public static final Initialization UNIFORM_FAN_IN =
            new Initialization(Initialization::uniformFanIn, Initialization::uniformFanIn);

    /** Weights N(0, 1/(2 sqrt(in))) cut at two standard deviations, biases 0: dynamics models. */
    public static final Initialization TRUNCATED_NORMAL =
            new Initialization(Initialization::truncatedNormal, (random, layer) -> 0);

    /** rlkit's for everything but policies. */
    public static final Initialization RLKIT = rlkit(3e-3);

    /** rlkit's for policies. */
    public static final Initialization RLKIT_POLICY = rlkit(1e-3);

    /**
     * @param in width of what it reads
     * @param out width of what it puts out
     * @param last whether it is the head
     */
    public record Layer(int in, int out, boolean last) {}

    /** One number. */
    public interface Rule {
        /** One weight of a layer. */
        double draw(RandomGenerator random, Layer layer);
    }

    /**
     * The rule of rlkit and what descends from it (PEARL, FOCAL): hidden weights U(-1/sqrt(out),
     * 1/sqrt(out)), as its code takes the first axis of a weight for the inputs, hidden biases 0.1.
     *
     * @param last weights and biases of the head are U(-last, last)
     */
    public static Initialization rlkit(double last) {
        if (!(last > 0 && Double.isFinite(last))) {
            throw new IllegalArgumentException(
                    "the last layer's half width is "
                            + last
                            + ", must be positive and finite: rlkit has 3e-3, for policies 1e-3");
        }
        return new Initialization(
                (random, layer) ->
                        uniform(random) * (layer.last() ? last : 1 / Math.sqrt(layer.out())),
                (random, layer) -> layer.last() ? uniform(random) * last : 0.1);
    }

    private static double uniformFanIn(RandomGenerator random, Layer layer) {
        return uniform(random) / Math.sqrt(layer.in());
    }

    private static double truncatedNormal(RandomGenerator random, Layer layer) {
        double z = random.nextGaussian();
        while (Math.abs(z) > 2) {
            z = random.nextGaussian();
        }
        return z / (2 * Math.sqrt(layer.in()));
    }

    /** U(-1, 1). */
    private static double uniform(RandomGenerator random) {
        return 2 * random.nextDouble() - 1;
    }

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
            for (int i = 0; i < shape.layers(); i++) {
                boolean last = i == shape.layers() - 1;
                Layer layer = new Layer(shape.fanIn(i), shape.fanOut(i), last);
                int weights = members * layer.in() * layer.out();
                for (int k = 0; k < weights; k++) {
                    values[at++] = (float) weight.draw(random, layer);
                }
                for (int k = 0; k < members * layer.out(); k++) {
                    values[at++] = (float) bias.draw(random, layer);
                }
            }
        }
        return ParameterStack.of(manager, values, blocks);
    }
}
