package merpo.datagen.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Losses and their gradients as values: no parameter has moved. The gradients live until {@link
 * #close} and may take part in another loss, where they are constants.
 *
 * @param loss of each task, [T]
 * @param blocks gradient of each task's loss by every block of its parameters, in order, [T, M,
 *     ...]; of several networks one network after another
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
public record Gradients(float[] loss, List<NDArray> blocks) implements AutoCloseable {
    @Override
    public void close() {
        blocks.forEach(NDArray::close);
    }
}
