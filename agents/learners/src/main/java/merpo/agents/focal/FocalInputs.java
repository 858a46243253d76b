package merpo.agents.focal;

import ai.djl.ndarray.NDArray;
import java.util.List;
import merpo.datagen.replay.Batch;

/**
 * All that one step draws; N entries of the meta-batch, B rows of each.
 *
 * @param rows of all entries, entry after entry, [1, N B, ...]
 * @param same whether the pairs (0, 1), (0, 2), ... of entries are of one task
 * @param context [N, C, width]
 * @param noise N(0, 1) of the policy at {@code rows}, [1, N B, act]
 * @param contrasts for each step of the dual critic, the first of {@code rows} and {@code noise};
 *     none where there is no dual critic
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record FocalInputs(
        Batch rows, boolean[] same, NDArray context, NDArray noise, List<Contrast> contrasts) {
    FocalInputs {
        contrasts = List.copyOf(contrasts);
    }

    /** Rows of each entry, B. */
    int perEntry() {
        return rows.rows() / (int) context.getShape().get(0);
    }

    /**
     * Rows of the same entries on which the dual critic tells the data's actions from the policy's.
     *
     * @param observation [1, N B, obs]
     * @param action of the data, [1, N B, act]
     * @param noise N(0, 1) of the policy, [1, N B, act]
     * @param mix uniform in [0, 1), [1, N B, 1]
     */
    record Contrast(NDArray observation, NDArray action, NDArray noise, NDArray mix) {}
}
