package merpo.agents.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import merpo.agents.StepwiseLearner;
import merpo.datagen.run.Refusal;
import merpo.datagen.settings.ConfigYaml;
import merpo.datagen.snapshot.Snapshot;

/**
 * Where a learner is kept between two steps, and how many it has taken.
 *
 * @param config of its training: it goes on with the settings with which it began
 */
record Checkpoint(Path file, TrainingConfig config) {
    /** No step yet, nor an evaluation. */
    static final int NONE = -1;

    private static final String STEP = "step";
    private static final String LEARNER = "learner";
    private static final String SETTINGS = "settings";

    void save(StepwiseLearner learner, int step) throws IOException {
        Snapshot snapshot = Snapshot.empty();
        snapshot.put(STEP, new double[] {step});
        snapshot.put(SETTINGS, ConfigYaml.write(config.apartFromPlaces()));
        learner.save(snapshot.at(LEARNER));
        snapshot.write(file);
    }

    /** Goes on from here; the steps taken, {@link #NONE} where nothing was kept. */
    int resume(StepwiseLearner learner) throws IOException {
        return Files.exists(file) ? restore(learner) : NONE;
    }

    /** Goes on from here; the steps taken. */
    int restore(StepwiseLearner learner) throws IOException {
        Snapshot snapshot = read();
        learner.restore(snapshot.at(LEARNER));
        return (int) snapshot.doubles(STEP, 1)[0];
    }

    /** What a learner left here after its last step. */
    Snapshot left(int steps) throws IOException {
        if (!Files.exists(file)) {
            throw new Refusal(
                    file
                            + " is missing: it holds what the training stands on. Make it again: ./merpo resume RUN");
        }
        Snapshot snapshot = read();
        int taken = (int) snapshot.doubles(STEP, 1)[0];
        if (taken < steps) {
            throw new Refusal(
                    "%s has taken %d of %d steps. Go on with it: ./merpo resume"
                            .formatted(file, taken, steps));
        }
        return snapshot.at(LEARNER);
    }

    /** Refuses one that other settings made; those of older versions do not say. */
    private Snapshot read() throws IOException {
        Snapshot snapshot = Snapshot.read(file);
        snapshot.text(SETTINGS)
                .map(text -> TrainingConfig.of(file.toString(), text))
                .flatMap(
                        made -> {
                            TrainingConfig here = // trying takes as many episodes as one likes
                                    config.withEpisodes(made.evaluation().episodes());
                            return ConfigYaml.difference(made, here.apartFromPlaces());
                        })
                .ifPresent(
                        differs -> {
                            throw new Refusal(
                                    "%s was made with %s = %s, and %s says %s. A run has one configuration from its first step to its last. Write %s again, or train another: --out"
                                            .formatted(
                                                    file,
                                                    differs.path(),
                                                    differs.one(),
                                                    TrainingConfig.FILE,
                                                    differs.other(),
                                                    differs.one()));
                        });
        return snapshot;
    }
}
