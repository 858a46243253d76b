package merpo.datagen.dataset;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Small datasets for tests. */
public final class Samples {
    private Samples() {}

    /** Episodes of 3 to 7 steps (time limit 7): those of 7 steps time out, others end by a fall. */
    public static Dataset dataset(long seed, int episodes, RowShape shape) {
        Random random = new Random(seed);
        DatasetRecorder recorder = new DatasetRecorder(shape);
        EpisodeRecorder episode = recorder.episode();
        for (int e = 0; e < episodes; e++) {
            int length = 3 + random.nextInt(5);
            for (int t = 1; t <= length; t++) {
                boolean last = t == length;
                episode.add(step(random, shape, last && length < 7, last && length == 7));
            }
        }
        return recorder.build();
    }

    static Dataset dataset() {
        return dataset(1, 20, new RowShape(4, 2, 3, 2));
    }

    static Transition step(Random random, RowShape shape, boolean terminated, boolean truncated) {
        return new Transition(
                floats(random, shape.observation()),
                floats(random, shape.action()),
                (float) random.nextGaussian(),
                floats(random, shape.observation()),
                terminated,
                truncated,
                random.doubles(shape.positions()).toArray(),
                random.doubles(shape.velocities()).toArray(),
                -random.nextFloat(),
                random.nextInt(1000));
    }

    private static float[] floats(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    /** Of a MuJoCo environment, every attribute present, with characters beyond ASCII. */
    public static Provenance provenance() {
        return new Provenance(
                new EnvironmentSource(
                        "half-cheetah-vel",
                        "0",
                        "{}",
                        7,
                        List.of(-1.0, -2.0),
                        List.of(1.0, 2.0),
                        Optional.of(
                                new EnvironmentSource.Simulator(
                                        "ab".repeat(32), "3.17.0", 5, 0.01))),
                new TaskSource(
                        "half-cheetah-vel",
                        3,
                        40,
                        TaskSource.Split.WD_TEST,
                        7,
                        "uniform \u00fcber [0, 3] \ud83d\ude80",
                        Map.of("velocity", 0.1 + 0.2),
                        Optional.of("{\"mass\":[1,2]}")),
                new QualitySource(
                        Quality.MEDIUM,
                        Optional.of(new QualitySource.Band(0.4, 0.6)),
                        Optional.of(new ReferenceScores(-280.178953, 12135.0))),
                new BehaviorSource(
                        "SAC",
                        BehaviorSource.Mode.STOCHASTIC,
                        List.of(1000L, 2000L),
                        Optional.of("cd".repeat(32)),
                        Optional.of(new BehaviorSource.Evaluation(1.5, 0.25, 10))),
                new SeedSource(1, 2, Long.MAX_VALUE, "L64X128MixRandom"),
                new Software("0.1.0", "0123abc", true, "17.0.1", "Linux amd64"));
    }

    /** Of a point robot: no simulator, no parameters, nothing optional. */
    static Provenance barestProvenance() {
        return new Provenance(
                new EnvironmentSource(
                        "point-robot-wind", "0", "{}", 7, List.of(), List.of(), Optional.empty()),
                new TaskSource(
                        "point-robot-wind",
                        0,
                        1,
                        TaskSource.Split.TRAIN,
                        0,
                        "",
                        Map.of(),
                        Optional.empty()),
                new QualitySource(Quality.RANDOM, Optional.empty(), Optional.empty()),
                new BehaviorSource(
                        "none",
                        BehaviorSource.Mode.UNIFORM,
                        List.of(-1L),
                        Optional.empty(),
                        Optional.empty()),
                new SeedSource(0, 0, 0, "none"),
                new Software("0.1.0", "0123abc", false, "17.0.1", "Linux amd64"));
    }
}
