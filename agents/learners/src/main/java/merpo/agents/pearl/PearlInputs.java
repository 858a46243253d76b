package merpo.agents.pearl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.agents.context.ContextRows;
import merpo.agents.context.MetaBatch;
import merpo.datagen.nn.Noise;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.TaskBatch;
import merpo.datagen.replay.TaskBatches;

/**
 * All that one step draws; N entries of the meta-batch, B rows of each.
 *
 * @param rows of all entries, entry after entry, [1, N B, ...]
 * @param context [N, C, width]
 * @param noise N(0, 1) of the policy at {@code rows}, [1, N B, act]
 * @param latentNoise N(0, 1) of z, [N, latent]
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record PearlInputs(Batch rows, NDArray context, NDArray noise, NDArray latentNoise) {

    /** Entries with replacement; no row of an entry is in the context of that entry. */
    static PearlInputs draw(
            PearlConfig config, TaskBatches data, RandomGenerator random, NDManager scratch) {
        MetaBatch size = config.batch();
        ContextRows context = size.context();
        TaskBatch tasks = data.draw(size.tasks(), TaskBatches.Draw.WITH_REPLACEMENT, random);
        int[] identifying = tasks.rows(context.rows(), random);
        int[] learning = tasks.rowsApart(size.rows(), identifying, random);
        Batch rows = tasks.shared(learning, scratch);
        int actionSize = (int) rows.action().getShape().get(2);
        List<RandomGenerator> one = List.of(random);
        return new PearlInputs(
                rows,
                tasks.context(identifying, context.nextObservation(), scratch),
                Noise.gaussian(scratch, one, rows.rows(), actionSize),
                Noise.gaussian(scratch, one, size.tasks(), config.networks().latent()).squeeze(0));
    }

    /** Rows of each entry, B. */
    int perEntry() {
        return rows.rows() / (int) context.getShape().get(0);
    }
}
