package merpo.benchmarks.bench.learning;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.datagen.nn.Sizes;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.BatchArrays;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.sac.Sac;
import merpo.datagen.sac.SacConfig;

/** Updates of soft actor-critic for a stack of tasks, each with a batch drawn for it. */
final class SacCase implements LearningCase {
    private final NDManager manager;
    private final Sac sac;
    private final List<ReplayBuffer> buffers;
    private final List<RandomGenerator> randoms;
    private final BatchArrays arrays;
    private final int batch;

    SacCase(NDManager manager, LearningSizes sizes, int tasks) {
        this.manager = manager;
        randoms = Streams.perTask(0, "SAC", tasks);
        buffers = RandomRows.buffers(tasks, "rows");
        arrays = sizes.arrays(tasks);
        batch = sizes.batch();
        sac =
                new Sac(
                        manager,
                        config(sizes),
                        LearningSizes.OBSERVATION,
                        LearningSizes.ACTION,
                        randoms);
    }

    /** Only sizes matter here, and nothing steps an environment. */
    private static SacConfig config(LearningSizes sizes) {
        return new SacConfig(
                new Sizes(sizes.hiddenLayers(), sizes.width(), sizes.batch()),
                new SacConfig.Optimizer(3e-4, 3e-4, 0.99, 5e-3, 1),
                1,
                1,
                1,
                2,
                new SacConfig.Checkpoints(1, 1, 1, 1));
    }

    @Override
    public void update() {
        try (NDManager scratch = manager.newSubManager()) {
            sac.update(arrays.draw(buffers, randoms, 0, batch).toBatch(scratch));
        }
    }

    @Override
    public void close() {
        sac.close();
    }
}
