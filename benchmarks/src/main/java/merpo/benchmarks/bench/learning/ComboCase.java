package merpo.benchmarks.bench.learning;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.agents.rac.RacConfig;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.BatchArrays;
import merpo.datagen.replay.ReplayBuffer;

/** Updates of COMBO, half of each batch real and half imagined; rollouts are another case. */
final class ComboCase implements LearningCase {
    private final NDManager manager;
    private final RacConfig config;
    private final RacLearner learner;
    private final List<ReplayBuffer> real;
    private final List<ReplayBuffer> imagined;
    private final List<RandomGenerator> randoms = Streams.perTask(0, "COMBO", 1);
    private final BatchArrays arrays;

    /**
     * @param config of COMBO, its sizes among it
     */
    ComboCase(NDManager manager, LearningSizes sizes, RacConfig config) {
        this.manager = manager;
        this.config = config;
        learner = RacLearner.fresh(manager, config, randoms);
        real = RandomRows.buffers(1, "real rows");
        imagined = RandomRows.buffers(1, "imagined rows");
        arrays = sizes.arrays(1);
    }

    @Override
    public void update() {
        int realRows = config.realRows();
        int imaginedRows = config.sizes().batch() - realRows;
        arrays.draw(real, randoms, 0, realRows).draw(imagined, randoms, realRows, imaginedRows);
        try (NDManager scratch = manager.newSubManager()) {
            learner.rac().update(arrays.toBatch(scratch), randoms);
        }
    }

    @Override
    public void close() {
        learner.close();
    }
}
