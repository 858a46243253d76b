package merpo.datagen.convert;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetRecorder;
import merpo.datagen.dataset.EpisodeRecorder;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.dataset.Software;
import merpo.datagen.dataset.Transition;
import merpo.envs.EnvironmentDefinition;
import merpo.envs.Environments;

/** Small datasets whose observations follow each other, as those of a simulation do. */
final class Foreign {
    static final ImportOptions NOTHING_KNOWN =
            ImportOptions.none(Software.running("0.1.0", "0123abc", false));

    private Foreign() {}

    static ImportOptions horizon(int steps) {
        return known(Optional.empty(), OptionalInt.empty(), OptionalInt.of(steps));
    }

    static ImportOptions task(int index) {
        return known(Optional.empty(), OptionalInt.of(index), OptionalInt.empty());
    }

    static ImportOptions environment(String id) {
        return known(Optional.of(Environments.named(id)), OptionalInt.empty(), OptionalInt.empty());
    }

    private static ImportOptions known(
            Optional<EnvironmentDefinition> environment, OptionalInt task, OptionalInt horizon) {
        return new ImportOptions(
                environment, task, horizon, Optional.empty(), Map.of(), NOTHING_KNOWN.software());
    }

    /** Episodes of 3 to 7 steps (time limit 7). */
    static Dataset chained(long seed, int episodes, RowShape shape) {
        Random random = new Random(seed);
        DatasetRecorder recorder = new DatasetRecorder(shape);
        EpisodeRecorder recording = recorder.episode();
        for (int e = 0; e < episodes; e++) {
            int length = 3 + random.nextInt(5);
            float[] seen = floats(random, shape.observation());
            for (int t = 1; t <= length; t++) {
                float[] next = floats(random, shape.observation());
                recording.add(
                        new Transition(
                                seen,
                                floats(random, shape.action()),
                                random.nextFloat(),
                                next,
                                t == length && length < 7,
                                t == 7,
                                random.doubles(shape.positions()).toArray(),
                                random.doubles(shape.velocities()).toArray(),
                                -random.nextFloat(),
                                random.nextInt(1000)));
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
