package merpo.benchmarks.bench.learning;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import merpo.agents.dynamics.ModelRollouts;
import merpo.agents.dynamics.TaskModels;
import merpo.agents.rac.RacConfig;
import merpo.agents.rac.RacTrainer;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;

/** Whole steps of RAC for a stack of tasks: rollouts, batches, updates. */
final class StackCase implements LearningCase {
    private final RacLearner learner;
    private final TaskModels models;
    private final RacTrainer trainer;

    /**
     * @param hiddenLayers of each member of the ensembles
     * @param width of these layers
     */
    StackCase(
            NDManager manager,
            LearningSizes sizes,
            RacConfig config,
            int hiddenLayers,
            int width,
            int tasks) {
        List<RandomGenerator> randoms = Streams.perTask(0, "RAC", tasks);
        List<ReplayBuffer> buffers = RandomRows.buffers(tasks, "rows");
        learner = RacLearner.fresh(manager, config, randoms);
        models = Ensembles.untrained(manager, hiddenLayers, width, buffers);
        trainer =
                new RacTrainer(
                        manager,
                        learner.rac(),
                        buffers,
                        Optional.of(
                                new ModelRollouts(
                                        models,
                                        observation -> false,
                                        RandomRows.buffers(tasks, "imagined rows"))),
                        randoms);
    }

    @Override
    public void update() {
        trainer.step();
    }

    @Override
    public void close() {
        models.close();
        learner.close();
    }
}
