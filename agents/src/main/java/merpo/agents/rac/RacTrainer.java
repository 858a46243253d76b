package merpo.agents.rac;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.agents.dynamics.Imagination;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.BatchArrays;
import merpo.datagen.replay.ReplayBuffer;

/**
 * Feeds a {@link Rac} (Algorithm 1): before every step a rollout of the current policies in the
 * models, then a batch of real rows followed by imagined ones. Closing it closes the learner.
 */
public final class RacTrainer implements AutoCloseable {
    private final NDManager manager;
    private final Rac rac;
    private final List<ReplayBuffer> real;
    private final Imagination imagination;
    private final List<RandomGenerator> randoms;
    private final BatchArrays arrays;

    /**
     * @param rac taken over
     * @param real each task's dataset
     * @param imagination models and buffers of the same tasks
     * @param randoms one generator per task: batches, noise, rollouts
     */
    public RacTrainer(
            NDManager manager,
            Rac rac,
            List<ReplayBuffer> real,
            Imagination imagination,
            List<RandomGenerator> randoms) {
        this.manager = manager;
        this.rac = rac;
        this.real = real;
        this.imagination = imagination;
        this.randoms = randoms;
        this.arrays =
                new BatchArrays(
                        real.size(),
                        rac.config().sizes().batch(),
                        rac.policy().observationSize(),
                        rac.policy().actionSize());
    }

    public Rac rac() {
        return rac;
    }

    /** One rollout, one batch, one update. */
    public RacMetrics step() {
        try (NDManager scratch = manager.newSubManager()) {
            return rac.update(nextBatch(scratch), randoms);
        }
    }

    /** One rollout, then a mixed batch on {@code scratch}: real rows first. */
    public Batch nextBatch(NDManager scratch) {
        Sizes sizes = rac.config().sizes();
        imagination.rollOut(
                manager, rac.policy(), rac.actors(), real, randoms, sizes.rolloutRows());
        int realRows = rac.config().realRows();
        return arrays.draw(real, randoms, 0, realRows)
                .draw(imagination.imagined(), randoms, realRows, sizes.batch() - realRows)
                .toBatch(scratch);
    }

    /** One update on a batch of {@link #nextBatch}. */
    public RacMetrics update(Batch batch) {
        return rac.update(batch, randoms);
    }

    @Override
    public void close() {
        rac.close();
    }
}
