package merpo.agents.mbml;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import merpo.datagen.nn.Noise;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.TaskBatch;
import merpo.datagen.replay.TaskBatches;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * All that chance decides in a step of the distillation, from one stream.
 *
 * @param relabelling shows the contexts of each task in all others
 * @param actionLatent entries of a decoder's latent
 */
record MbmlDraws(
        MbmlConfig config,
        TaskBatches data,
        Relabelling relabelling,
        int actionLatent,
        RandomGenerator random) {

    /** Rows, and apart from them contexts, of tasks that are all different. */
    MbmlInputs next(NDManager scratch) {
        MbmlConfig.TaskDraw size = config.batch();
        TaskBatch tasks = data.take(tasks(size.tasks()));
        int[] numbers = tasks.tasks();
        NDArray context = size.context().draw(tasks, random, scratch);
        Batch rows = tasks.apart(tasks.rows(size.rows(), random), scratch);
        TaskContexts contexts = TaskContexts.draw(relabelling.of(numbers, context), random);
        List<RandomGenerator> each = Collections.nCopies(numbers.length, random);
        return new MbmlInputs(
                numbers,
                rows,
                contexts,
                Noise.gaussian(scratch, each, size.rows(), actionLatent),
                Noise.gaussian(scratch, each, 1, config.networks().latent()).squeeze(1));
    }

    /** Ascending. */
    private int[] tasks(int count) {
        int all = data.buffers().size();
        if (count == MbmlConfig.TaskDraw.ALL || count == all) {
            return IntStream.range(0, all).toArray();
        }
        int[] drawn = data.draw(count, TaskBatches.Draw.WITHOUT_REPLACEMENT, random).tasks();
        Arrays.sort(drawn);
        return drawn;
    }
}
