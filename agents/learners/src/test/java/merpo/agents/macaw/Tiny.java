package merpo.agents.macaw;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import merpo.agents.Data;
import merpo.agents.TaskData;
import merpo.datagen.nn.Noise;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;

/** Networks and rows small enough to work with by hand. */
final class Tiny {
    private Tiny() {}

    /** Two hidden layers of four, plain or with codes. */
    static MacawConfig config(int code, Order order) {
        return config(code, order, new MacawConfig.MetaBatch(2, 8, 1));
    }

    static MacawConfig config(int code, Order order, MacawConfig.MetaBatch batch) {
        return new MacawConfig(
                new MacawConfig.Networks(2, 4, code, 3),
                new MacawConfig.Inner(0.05, 0.3, order, 0.9),
                new MacawConfig.Rates(3e-3, 3e-3, 3e-3),
                batch,
                0.9,
                MacawConfig.ReturnScale.ONE,
                new MacawConfig.Regression(0.2, 20));
    }

    /** Tasks whose episodes end after so many rows. */
    static TaskData episodes(List<ReplayBuffer> rows, int length, long seed) {
        List<int[]> ends =
                rows.stream()
                        .map(
                                buffer ->
                                        IntStream.rangeClosed(1, buffer.size() / length)
                                                .map(episode -> episode * length)
                                                .toArray())
                        .toList();
        return Data.tasks(rows, ends, seed);
    }

    /** Rows of observation 3 and action 2, drawn anew by another seed. */
    static MacawRows rows(NDManager manager, long seed, int tasks, int count) {
        NDArray discount = noise(manager, seed, "discount", tasks, count, 1).squeeze(2);
        return new MacawRows(
                noise(manager, seed, "observation", tasks, count, 3),
                noise(manager, seed, "action", tasks, count, 2).tanh(),
                noise(manager, seed, "returns", tasks, count, 1).squeeze(2),
                noise(manager, seed, "last", tasks, count, 3),
                discount.tanh().abs());
    }

    private static NDArray noise(
            NDManager manager, long seed, String what, int tasks, int rows, int width) {
        return Noise.gaussian(manager, Streams.perTask(seed, what, tasks), rows, width);
    }

    /** The same rows with other returns, or with what follows them changed. */
    static MacawRows followedBy(MacawRows rows, NDArray last, NDArray discount) {
        return new MacawRows(rows.observation(), rows.action(), rows.returns(), last, discount);
    }

    static NDArray table(NDManager manager, int rows, float... values) {
        return manager.create(values, new Shape(rows, values.length / rows));
    }
}
