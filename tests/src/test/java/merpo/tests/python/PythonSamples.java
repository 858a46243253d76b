package merpo.tests.python;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import merpo.datagen.dataset.BehaviorSource;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetRecorder;
import merpo.datagen.dataset.EnvironmentSource;
import merpo.datagen.dataset.EpisodeRecorder;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.QualitySource;
import merpo.datagen.dataset.ReferenceScores;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.dataset.SeedSource;
import merpo.datagen.dataset.Software;
import merpo.datagen.dataset.TaskSource;
import merpo.datagen.dataset.Transition;

/** Datasets that Python is shown: every kind of attribute, awkward numbers and characters. */
final class PythonSamples {
    static final int HORIZON = 50;
    static final EnvironmentSource.Simulator SIMULATOR =
            new EnvironmentSource.Simulator("ab".repeat(32), "3.17.0", 5, 0.01);

    private PythonSamples() {}

    static Dataset mujocoDataset() {
        return dataset(new RowShape(5, 2, 3, 3));
    }

    static Provenance mujocoProvenance() {
        return provenance(Optional.of(SIMULATOR));
    }

    /** 120 episodes of 1 to 50 steps, so that matrices span several chunks. */
    static Dataset dataset(RowShape shape) {
        Random random = new Random(4);
        DatasetRecorder recorder = new DatasetRecorder(shape);
        EpisodeRecorder episode = recorder.episode();
        for (int e = 0; e < 120; e++) {
            int length = e % 2 == 0 ? HORIZON : 1 + random.nextInt(HORIZON);
            for (int t = 1; t <= length; t++) {
                episode.add(step(random, shape, t == length && e % 2 == 1, t == HORIZON));
            }
        }
        return recorder.build();
    }

    private static Transition step(
            Random random, RowShape shape, boolean terminated, boolean truncated) {
        return new Transition(
                floats(random, shape.observation()),
                floats(random, shape.action()),
                random.nextFloat(),
                floats(random, shape.observation()),
                terminated,
                truncated,
                random.doubles(shape.positions()).toArray(),
                random.doubles(shape.velocities()).toArray(),
                random.nextFloat(),
                random.nextLong(1L << 40));
    }

    private static float[] floats(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = 2 * random.nextFloat() - 1;
        }
        return values;
    }

    static Provenance provenance(Optional<EnvironmentSource.Simulator> simulator) {
        Map<String, Double> parameters = new LinkedHashMap<>();
        parameters.put("wind_x", 1e-7 / 3);
        parameters.put("wind_y", -12345.678);
        parameters.put("zero", 0.0);
        parameters.put("huge", 1e21);
        return new Provenance(
                new EnvironmentSource(
                        "point-robot-wind",
                        "0",
                        "{}",
                        HORIZON,
                        List.of(-0.1, -0.1),
                        List.of(0.1, 0.1),
                        simulator),
                new TaskSource(
                        "point-robot-wind",
                        1,
                        12,
                        TaskSource.Split.TRAIN,
                        7,
                        "uniform \"\u00fc\"\n\t\u0001 \ud83d\ude80",
                        parameters,
                        Optional.empty()),
                new QualitySource(
                        Quality.GOOD,
                        Optional.of(new QualitySource.Band(0.7, 0.85)),
                        Optional.of(new ReferenceScores(-20, -4.5))),
                new BehaviorSource(
                        "SAC",
                        BehaviorSource.Mode.STOCHASTIC,
                        List.of(150L),
                        Optional.of("ef".repeat(32)),
                        Optional.of(new BehaviorSource.Evaluation(-5.25, 0.1, 20))),
                new SeedSource(Long.MIN_VALUE, 2, Long.MAX_VALUE, "L64X128MixRandom"),
                Software.running("0.1.0", "0123abc", false));
    }
}
