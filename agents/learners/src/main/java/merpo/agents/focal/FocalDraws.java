package merpo.agents.focal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.agents.context.MetaBatch;
import merpo.agents.context.soft.Regularizer;
import merpo.datagen.nn.Noise;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.TaskBatch;
import merpo.datagen.replay.TaskBatches;

/** All that chance decides in a step, from one stream. */
record FocalDraws(FocalConfig config, TaskBatches data, int actionSize, RandomGenerator random) {
    /** Entries with replacement; rows and context of each are drawn apart. */
    FocalInputs next(NDManager scratch) {
        MetaBatch size = config.batch();
        TaskBatch tasks = data.draw(size.tasks(), TaskBatches.Draw.WITH_REPLACEMENT, random);
        NDArray context = size.context().draw(tasks, random, scratch);
        Batch rows = tasks.shared(tasks.rows(size.rows(), random), scratch);
        NDArray noise = noise(scratch, rows);
        List<FocalInputs.Contrast> contrasts = new ArrayList<>();
        if (config.regularizer() instanceof Regularizer.DualCritic dual) {
            contrasts.add(contrast(rows, noise, scratch));
            while (contrasts.size() < dual.steps()) {
                Batch fresh = tasks.shared(tasks.rows(size.rows(), random), scratch);
                contrasts.add(contrast(fresh, noise(scratch, fresh), scratch));
            }
        }
        return new FocalInputs(rows, tasks.same(), context, noise, contrasts);
    }

    private FocalInputs.Contrast contrast(Batch rows, NDArray noise, NDManager scratch) {
        float[] mix = new float[rows.rows()];
        for (int row = 0; row < mix.length; row++) {
            mix[row] = random.nextFloat();
        }
        return new FocalInputs.Contrast(
                rows.observation(),
                rows.action(),
                noise,
                scratch.create(mix, new Shape(1, mix.length, 1)));
    }

    private NDArray noise(NDManager scratch, Batch rows) {
        return Noise.gaussian(scratch, List.of(random), rows.rows(), actionSize);
    }
}
