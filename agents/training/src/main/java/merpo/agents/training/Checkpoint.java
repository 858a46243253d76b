package merpo.agents.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import merpo.agents.StepwiseLearner;
import merpo.datagen.run.Refusal;
import merpo.datagen.snapshot.Snapshot;

/** Where a learner is kept between two steps, and how many it has taken. */
record Checkpoint(Path file) {
    /** No step yet, nor an evaluation. */
    static final int NONE = -1;

    private static final String STEP = "step";
    private static final String LEARNER = "learner";

    void save(StepwiseLearner learner, int step) throws IOException {
        Snapshot snapshot = Snapshot.empty();
        snapshot.put(STEP, new double[] {step});
        learner.save(snapshot.at(LEARNER));
        snapshot.write(file);
    }

    /** Goes on from here; the steps taken, {@link #NONE} where nothing was kept. */
    int resume(StepwiseLearner learner) throws IOException {
        return Files.exists(file) ? restore(learner) : NONE;
    }

    /** Goes on from here; the steps taken. */
    int restore(StepwiseLearner learner) throws IOException {
        Snapshot snapshot = Snapshot.read(file);
        learner.restore(snapshot.at(LEARNER));
        return (int) snapshot.doubles(STEP, 1)[0];
    }

    /** What a learner left here after its last step. */
    Snapshot left(int steps) throws IOException {
        if (!Files.exists(file)) {
            throw new Refusal(
                    file
                            + " is missing: it holds what the training stands on. Train again in another directory");
        }
        Snapshot snapshot = Snapshot.read(file);
        int taken = (int) snapshot.doubles(STEP, 1)[0];
        if (taken < steps) {
            throw new Refusal(
                    "%s has taken %d of %d steps. Go on with it: ./merpo resume"
                            .formatted(file, taken, steps));
        }
        return snapshot.at(LEARNER);
    }
}
