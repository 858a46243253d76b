package merpo.agents.generative;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import merpo.datagen.replay.TaskBatch;

/**
 * What networks see beside an action or a latent: an observation and, where tasks share networks,
 * which task it belongs to.
 *
 * @param observation [T, B, obs]
 * @param embedding z of each row, [T, B, z]; none where each task has networks of its own
 */
public record Condition(NDArray observation, Optional<NDArray> embedding) {

    /** Of networks that belong to one task. */
    public static Condition of(NDArray observation) {
        return new Condition(observation, Optional.empty());
    }

    /** Of networks that all tasks share. */
    public static Condition of(NDArray observation, NDArray embedding) {
        return new Condition(observation, Optional.of(embedding));
    }

    /** The parts of an input in their order: s, x, z. */
    public List<NDArray> around(NDArray x) {
        return Stream.concat(Stream.of(observation, x), embedding.stream()).toList();
    }

    /** The same side by side, with an axis for members, [T, 1, B, width]. */
    NDArray input(NDArray x) {
        return NDArrays.concat(new NDList(around(x)), 2).expandDims(1);
    }

    /** Every row so many times in succession, [T, B times, ...]. */
    public Condition repeated(int times) {
        return new Condition(
                TaskBatch.perRow(observation, times),
                embedding.map(z -> TaskBatch.perRow(z, times)));
    }
}
