package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Random numbers of shape [T, rows, width], each task from its own generator. */
public final class Noise {
    private Noise() {}

    /** N(0, 1) of shape [T, rows, width]; T is the number of generators. */
    public static NDArray gaussian(
            NDManager manager, List<RandomGenerator> randoms, int rows, int width) {
        return draw(manager, randoms, rows, width, RandomGenerator::nextGaussian);
    }

    /** U(-1, 1) of the same shape: actions of a policy that prefers none. */
    public static NDArray uniform(
            NDManager manager, List<RandomGenerator> randoms, int rows, int width) {
        return draw(manager, randoms, rows, width, random -> 2 * random.nextFloat() - 1);
    }

    private static NDArray draw(
            NDManager manager,
            List<RandomGenerator> randoms,
            int rows,
            int width,
            ToDoubleFunction<RandomGenerator> one) {
        float[] values = new float[randoms.size() * rows * width];
        int at = 0;
        for (RandomGenerator random : randoms) {
            for (int i = 0; i < rows * width; i++) {
                values[at++] = (float) one.applyAsDouble(random);
            }
        }
        return manager.create(values, new Shape(randoms.size(), rows, width));
    }
}
