package merpo.benchmarks.bench.learning;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import merpo.agents.clone.Clones;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.merpo.Merpo;
import merpo.agents.merpo.MerpoConfig;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;

/** Outer iterations of MerPO, rollouts and the meta-policy's step included. */
final class MerpoCase implements LearningCase {
    private static final int MODEL_LAYERS = 4;
    private static final int MODEL_WIDTH = 256;

    private final TaskModels models;
    private final Clones clones;
    private final Merpo merpo;

    /**
     * @param sizes those of {@code config}
     */
    MerpoCase(NDManager manager, LearningSizes sizes, MerpoConfig config) {
        int tasks = config.taskBatch();
        List<ReplayBuffer> buffers = RandomRows.buffers(tasks, "rows");
        models = Ensembles.untrained(manager, MODEL_LAYERS, MODEL_WIDTH, buffers);
        Policy policy =
                config.inner().sizes().policy(LearningSizes.OBSERVATION, LearningSizes.ACTION);
        clones =
                new Clones(
                        policy.initialize(manager, Streams.perTask(0, "clones", tasks)),
                        new double[tasks]);
        merpo =
                new Merpo(
                        manager,
                        config,
                        buffers,
                        Optional.of(models),
                        observation -> false,
                        clones,
                        0);
    }

    @Override
    public void update() {
        merpo.step();
    }

    @Override
    public void close() {
        merpo.close();
        clones.close();
        models.close();
    }
}
