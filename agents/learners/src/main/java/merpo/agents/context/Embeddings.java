package merpo.agents.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import merpo.agents.Embedding;
import merpo.datagen.nn.Seeds;
import merpo.datagen.replay.ReplayBuffer;

/**
 * Where an encoder puts the contexts of some tasks, each context drawn from its task's own stream:
 * the same contexts whenever it is asked.
 *
 * @param manager of the encoder
 * @param context what is drawn
 * @param encoder from contexts [T, C, width] to an embedding of each [T, latent]
 */
public record Embeddings(
        NDManager manager, ContextRows context, Function<NDArray, NDArray> encoder) {
    /** Contexts of each task where several are looked at. */
    public static final int SEVERAL = 10;

    /**
     * z of one context of each task, [T * latent].
     *
     * @param purpose of the streams: another one draws other contexts
     */
    public float[] one(List<ReplayBuffer> data, Seeds tasks, String purpose) {
        try (NDManager scratch = manager.newSubManager()) {
            NDArray drawn = context.draw(data, tasks.streams(purpose), scratch);
            return encoder.apply(drawn).toFloatArray();
        }
    }

    /** z of {@link #SEVERAL} contexts of each task, one context of all tasks after another. */
    public List<Embedding> several(List<ReplayBuffer> data, Seeds tasks) {
        List<Embedding> all = new ArrayList<>();
        for (int i = 0; i < SEVERAL; i++) {
            float[] z = one(data, tasks, "embedding " + i);
            int latent = z.length / data.size();
            for (int task = 0; task < data.size(); task++) {
                float[] own = Arrays.copyOfRange(z, task * latent, (task + 1) * latent);
                all.add(new Embedding(task, own));
            }
        }
        return all;
    }

    /** How well z tells tasks apart, {@link Silhouette}. */
    public double silhouette(List<ReplayBuffer> data, Seeds tasks) {
        return Silhouette.of(several(data, tasks));
    }
}
