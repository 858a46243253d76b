package merpo.tests.python;

import java.util.Random;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetRecorder;
import merpo.datagen.dataset.EpisodeRecorder;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.dataset.Transition;

/** Rows whose observations follow each other, as those of a simulation do. */
final class ExportSamples {
    private ExportSamples() {}

    /** Episodes of {@link PythonSamples#HORIZON} steps and of fewer; some compress, some do not. */
    static Dataset dataset(RowShape shape, int episodes) {
        Random random = new Random(9);
        DatasetRecorder recorder = new DatasetRecorder(shape);
        EpisodeRecorder recording = recorder.episode();
        for (int e = 0; e < episodes; e++) {
            int length =
                    e % 2 == 0 ? PythonSamples.HORIZON : 1 + random.nextInt(PythonSamples.HORIZON);
            float[] seen = floats(random, shape.observation());
            for (int t = 1; t <= length; t++) {
                float[] next = floats(random, shape.observation());
                recording.add(
                        new Transition(
                                seen,
                                floats(random, shape.action()),
                                random.nextFloat(),
                                next,
                                t == length && e % 2 == 1,
                                t == PythonSamples.HORIZON,
                                random.doubles(shape.positions()).toArray(),
                                random.doubles(shape.velocities()).toArray(),
                                -random.nextFloat(),
                                random.nextLong(1L << 40)));
                seen = next;
            }
        }
        return recorder.build();
    }

    private static float[] floats(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }
}
