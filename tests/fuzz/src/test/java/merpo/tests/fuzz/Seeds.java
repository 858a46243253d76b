package merpo.tests.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import merpo.datagen.dataset.BehaviorSource;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.DatasetRecorder;
import merpo.datagen.dataset.EnvironmentSource;
import merpo.datagen.dataset.EpisodeRecorder;
import merpo.datagen.dataset.Provenance;
import merpo.datagen.dataset.Quality;
import merpo.datagen.dataset.QualitySource;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.dataset.SeedSource;
import merpo.datagen.dataset.Software;
import merpo.datagen.dataset.TaskSource;
import merpo.datagen.dataset.Transition;

/** The smallest files that are sound, from which a search begins. */
final class Seeds {
    static final Software SOFTWARE = new Software("0.1.0", "0123abc", false, "17", "Linux amd64");

    private static final int STEPS = 3;

    private Seeds() {}

    /** Two episodes of three steps. */
    static Dataset dataset() {
        DatasetRecorder recorder = new DatasetRecorder(new RowShape(2, 1, 0, 0));
        EpisodeRecorder episode = recorder.episode();
        for (int e = 0; e < 2; e++) {
            for (int t = 1; t <= STEPS; t++) {
                episode.add(
                        new Transition(
                                new float[] {t, e},
                                new float[] {0.5f},
                                t,
                                new float[] {t + 1, e},
                                false,
                                t == STEPS,
                                new double[0],
                                new double[0],
                                -1,
                                100));
            }
        }
        return recorder.build();
    }

    static Provenance provenance() {
        return new Provenance(
                new EnvironmentSource(
                        "point-robot-wind",
                        "0",
                        "{}",
                        STEPS,
                        List.of(-0.1),
                        List.of(0.1),
                        Optional.empty()),
                new TaskSource(
                        "point-robot-wind",
                        0,
                        1,
                        TaskSource.Split.TRAIN,
                        7,
                        "uniform",
                        Map.of("wind_x", 0.25),
                        Optional.empty()),
                new QualitySource(Quality.GOOD, Optional.empty(), Optional.empty()),
                new BehaviorSource(
                        "SAC",
                        BehaviorSource.Mode.STOCHASTIC,
                        List.of(150L),
                        Optional.empty(),
                        Optional.empty()),
                new SeedSource(1, 2, 3, "L64X128MixRandom"),
                SOFTWARE);
    }
}
