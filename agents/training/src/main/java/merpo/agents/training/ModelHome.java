package merpo.agents.training;

import java.nio.file.Files;
import java.nio.file.Path;
import merpo.agents.dynamics.TaskModels;
import merpo.datagen.run.Refusal;
import merpo.datagen.run.RunDirectory;
import merpo.datagen.storage.Safetensors;

/**
 * The training whose dynamics models are used: its own, or another's on the same data.
 *
 * @param root its directory
 * @param config its configuration
 */
record ModelHome(Path root, TrainingConfig config) {

    /**
     * Where the models of {@code config} lie.
     *
     * @param root directory of that training
     */
    static ModelHome of(Path root, TrainingConfig config) {
        return config.model().isEmpty()
                ? new ModelHome(root, config)
                : shared(Path.of(config.model()), config);
    }

    /** Another training, checked to be finished and of the same data. */
    private static ModelHome shared(Path root, TrainingConfig user) {
        Path file = root.resolve(TrainingConfig.FILE);
        if (!Files.isRegularFile(file)) {
            throw new Refusal(
                    "--model is \"%s\", which is no training: it has no %s. Make one: ./merpo train ensemble --data DIR --out RUN"
                            .formatted(root, TrainingConfig.FILE));
        }
        TrainingConfig made = TrainingConfig.read(root);
        String stage = Stages.ofModels(user.needs().dynamics());
        if (!RunDirectory.finished(root, stage)) {
            throw new Refusal(
                    "--model is \"%s\", whose stage \"%s\" is not finished. Go on with it: ./merpo resume %s"
                            .formatted(root, stage, root));
        }
        if (!made.data().digests().equals(user.data().digests())
                || made.data().trajectories() != user.data().trajectories()) {
            throw new Refusal(
                    "--model is \"%s\", which learned from other data (%s, %d trajectories) than %s, %d trajectories. Train it on the same"
                            .formatted(
                                    root,
                                    made.data().directory(),
                                    made.data().trajectories(),
                                    user.data().directory(),
                                    user.data().trajectories()));
        }
        if (made.seeds() != user.seeds()) {
            throw new Refusal(
                    "--model is \"%s\", which holds models of %d seeds, this training has %d. Train it with as many: ./merpo train ensemble --seeds %d"
                            .formatted(root, made.seeds(), user.seeds(), user.seeds()));
        }
        return new ModelHome(root, made);
    }

    /** The parameters of each task as a file keeps them, a row per task. */
    static Safetensors.Tensor tensor(TaskModels models) {
        float[] values = models.parameters().toArray();
        return Safetensors.Tensor.of(values, models.tasks(), values.length / models.tasks());
    }

    Path file(String relative) {
        return root.resolve(relative);
    }
}
