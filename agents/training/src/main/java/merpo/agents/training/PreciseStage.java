package merpo.agents.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import merpo.datagen.nn.Precision;
import merpo.datagen.run.Operations;
import merpo.datagen.run.Progress;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.run.Stage;

/** A stage in the precision of its training. Where that is another than usual it says how much. */
record PreciseStage(Stage stage, TrainingData data) implements Stage {
    @Override
    public String name() {
        return stage.name();
    }

    @Override
    public List<String> leaves() {
        return stage.leaves();
    }

    @Override
    public Optional<String> flaw(Path root) {
        return stage.flaw(root);
    }

    @Override
    public void again(RunDirectory run) throws IOException {
        stage.again(run);
    }

    @Override
    public void run(RunDirectory run, Progress progress) throws Exception {
        double all = Operations.count();
        double rounded = Precision.rounded();
        data.precisely(() -> stage.run(run, progress));
        if (data.config().precision() != Precision.FP32) {
            progress.note(share(name(), Precision.rounded() - rounded, Operations.count() - all));
        }
    }

    /** How many of the operations of matrix products took bfloat16. */
    static String share(String stage, double rounded, double all) {
        return rounded == 0
                ? "%s: all of it in fp32, as bf16 is for products between hidden layers of at least %d units"
                        .formatted(stage, Precision.LEAST_WIDTH)
                : String.format(
                        Locale.ROOT,
                        "%s: %.0f %% of the matrix products' operations in bf16",
                        stage,
                        100 * rounded / all);
    }
}
