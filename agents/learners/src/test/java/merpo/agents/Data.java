package merpo.agents;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.Seeds;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.BatchArrays;
import merpo.datagen.replay.ReplayBuffer;

/** Small datasets of one observation and one action, made by hand. */
public final class Data {
    private Data() {}

    /** What happens after an action. */
    @FunctionalInterface
    public interface World {
        /** Successor and reward. */
        float[] step(float state, float action, RandomGenerator random);
    }

    /** Rows of state, action, reward, successor; none is terminal. */
    public static ReplayBuffer rows(float[]... rows) {
        return rows(false, rows);
    }

    /** Rows of state, action, reward, successor. */
    public static ReplayBuffer rows(boolean terminal, float[]... rows) {
        ReplayBuffer buffer = new ReplayBuffer(rows.length, 1, 1);
        for (float[] row : rows) {
            buffer.add(row, 0, row, 1, row[2], row, 3, terminal);
        }
        return buffer;
    }

    /** States uniform in [-1, 2], actions uniform in [-1, 1]. */
    public static ReplayBuffer uniform(World world, int count, long seed) {
        RandomGenerator random = Streams.of(seed, "uniform data", 0);
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            float state = (float) random.nextDouble(-1, 2);
            float action = (float) random.nextDouble(-1, 1);
            float[] after = world.step(state, action, random);
            rows[i] = new float[] {state, action, after[1], after[0]};
        }
        return rows(rows);
    }

    /** The first rows of each buffer as a batch. */
    public static Batch batch(NDManager manager, int rows, List<ReplayBuffer> buffers) {
        ReplayBuffer any = buffers.get(0);
        return new BatchArrays(buffers.size(), rows, any.observationSize(), any.actionSize())
                .first(buffers)
                .toBatch(manager);
    }

    /**
     * The rows of some tasks and nothing else.
     *
     * @param ends the row after the last of each episode
     */
    public static TaskData tasks(List<ReplayBuffer> rows, List<int[]> ends, long seed) {
        return new TaskData(
                rows,
                ends,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                observation -> false,
                Seeds.one(seed, rows.size()));
    }

    /** The rows of some tasks and nothing else; each buffer is one episode. */
    public static TaskData tasks(List<ReplayBuffer> rows, long seed) {
        return TaskData.of(rows, Seeds.one(seed, rows.size()));
    }
}
