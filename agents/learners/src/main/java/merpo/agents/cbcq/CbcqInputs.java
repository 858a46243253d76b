package merpo.agents.cbcq;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.agents.context.ContextRows;
import merpo.agents.generative.BcqInputs;
import merpo.datagen.nn.Noise;
import merpo.datagen.replay.TaskBatch;
import merpo.datagen.replay.TaskBatches;

/**
 * All that one step draws; N tasks, B rows of each.
 *
 * @param rows of all tasks, task after task, [1, N B, ...], and noise for them
 * @param context [N, C, width]
 * @param latentNoise N(0, 1) of z, [N, z]
 */
record CbcqInputs(BcqInputs rows, NDArray context, NDArray latentNoise) {

    /** Tasks without replacement; no row of a task is in the context of that task. */
    static CbcqInputs draw(
            CbcqConfig config,
            TaskBatches data,
            int latent,
            RandomGenerator random,
            NDManager scratch) {
        CbcqConfig.TaskRows size = config.batch();
        int entries = size.tasksOf(data.buffers().size());
        TaskBatch tasks = data.draw(entries, TaskBatches.Draw.WITHOUT_REPLACEMENT, random);
        ContextRows context = size.context();
        int[] identifying = tasks.rows(context.rows(), random);
        int[] learning = tasks.rowsApart(size.rows(), identifying, random);
        List<RandomGenerator> one = List.of(random);
        return new CbcqInputs(
                BcqInputs.draw(
                        scratch,
                        tasks.shared(learning, scratch),
                        one,
                        latent,
                        config.bcq().proposal().candidates()),
                tasks.context(identifying, context.nextObservation(), scratch),
                Noise.gaussian(scratch, one, entries, config.encoder().latent()).squeeze(0));
    }

    /** Rows of each task, B. */
    int perTask() {
        return rows.rows().rows() / (int) context.getShape().get(0);
    }
}
