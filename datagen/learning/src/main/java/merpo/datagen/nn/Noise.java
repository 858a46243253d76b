package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.random.RandomGenerator;

/** Standard normal numbers, each task from its own generator. */
public final class Noise {
    private Noise() {}

    /** N(0, 1) of shape [T, rows, width]; T is the number of generators. */
    public static NDArray gaussian(
            NDManager manager, List<RandomGenerator> randoms, int rows, int width) {
        float[] values = new float[randoms.size() * rows * width];
        int at = 0;
        for (RandomGenerator random : randoms) {
            for (int i = 0; i < rows * width; i++) {
                values[at++] = (float) random.nextGaussian();
            }
        }
        return manager.create(values, new Shape(randoms.size(), rows, width));
    }
}
