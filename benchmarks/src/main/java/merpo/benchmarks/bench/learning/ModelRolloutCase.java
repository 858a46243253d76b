package merpo.benchmarks.bench.learning;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.agents.dynamics.ModelRollouts;
import merpo.agents.dynamics.TaskModels;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;

/** Rollouts of one step from many states of one task's dataset. */
final class ModelRolloutCase implements LearningCase {
    private final NDManager manager;
    private final Policy policy;
    private final ParameterStack actor;
    private final TaskModels models;
    private final ModelRollouts imagination;
    private final List<ReplayBuffer> buffers;
    private final List<RandomGenerator> randoms = Streams.perTask(0, "rollouts", 1);
    private final int states;

    /**
     * @param sizes of the policy
     * @param states from which each update rolls out
     */
    ModelRolloutCase(NDManager manager, LearningSizes sizes, int states) {
        this.manager = manager;
        this.states = states;
        buffers = RandomRows.buffers(1, "rows");
        policy = sizes.rac().policy(LearningSizes.OBSERVATION, LearningSizes.ACTION);
        actor = policy.initialize(manager, randoms);
        models = Ensembles.untrained(manager, Ensembles.USUAL, buffers);
        imagination =
                new ModelRollouts(
                        models, observation -> false, RandomRows.buffers(1, "imagined rows"));
    }

    @Override
    public void update() {
        imagination.rollOut(manager, policy, actor, buffers, randoms, states);
    }

    @Override
    public void close() {
        models.close();
        actor.close();
    }
}
