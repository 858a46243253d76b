package merpo.agents.training;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import merpo.agents.Groundwork;
import merpo.agents.StepwiseLearner;
import merpo.datagen.run.Metrics;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Stage;

/** Steps what a method stands on to its end; a killed one goes on from the last checkpoint. */
final class GroundworkStage implements Stage {
    private static final String DIRECTORY = "groundwork";

    private final TrainingData data;
    private final Groundwork groundwork;

    GroundworkStage(TrainingData data, Groundwork groundwork) {
        this.data = data;
        this.groundwork = groundwork;
    }

    @Override
    public String name() {
        return groundwork.name();
    }

    /** Where one is kept, in a training's directory. */
    static Checkpoint checkpoint(Path run, Groundwork of, TrainingConfig config) {
        return new Checkpoint(run.resolve(file(of)), config);
    }

    private static String file(Groundwork of) {
        return DIRECTORY + "/" + of.name() + ".safetensors";
    }

    @Override
    public List<String> leaves() {
        return List.of(file(groundwork));
    }

    @Override
    public void again(RunDirectory run) throws IOException {
        Files.deleteIfExists(run.path(file(groundwork)));
    }

    @Override
    public void run(RunDirectory run, Progress progress) throws Exception {
        Steps steps = new Steps(data, name());
        int every = data.config().evaluation().every();
        progress.stage(name(), groundwork.steps(), "steps");
        Checkpoint checkpoint = checkpoint(run.root(), groundwork, data.config());
        try (NDManager manager = data.manager();
                StepwiseLearner learner =
                        groundwork.open(
                                manager,
                                new Preparation(run.root(), manager, data).learning(name()));
                Metrics metrics =
                        run.metrics(
                                DIRECTORY + "/" + name() + ".csv",
                                learner.metrics().toArray(String[]::new))) {
            int step = Math.max(0, checkpoint.resume(learner));
            metrics.keepUntil(step);
            while (step < groundwork.steps()) {
                int end = Math.min(groundwork.steps(), step + every);
                learner.begin(step / every);
                while (step < end) {
                    step++;
                    Map<String, Double> seen = steps.take(learner, step);
                    steps.note(metrics, step, seen);
                    progress.step(step, "");
                }
                checkpoint.save(learner, step);
            }
        }
    }
}
