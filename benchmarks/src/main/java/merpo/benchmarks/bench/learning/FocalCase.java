package merpo.benchmarks.bench.learning;

import static merpo.benchmarks.bench.learning.LearningSizes.ACTION;
import static merpo.benchmarks.bench.learning.LearningSizes.OBSERVATION;
import static merpo.benchmarks.bench.learning.UpdateFlops.backward;
import static merpo.benchmarks.bench.learning.UpdateFlops.forward;

import ai.djl.ndarray.NDManager;
import merpo.agents.OfflineLearner;
import merpo.agents.TaskData;
import merpo.agents.context.MetaBatch;
import merpo.agents.context.soft.Networks;
import merpo.agents.context.soft.Regularizer;
import merpo.agents.focal.FocalConfig;
import merpo.agents.focal.FocalMethod;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.Seeds;
import merpo.datagen.nn.SquashedGaussian.Bounds;

/** Steps of FOCAL, each on a meta-batch drawn for it. */
final class FocalCase implements LearningCase {
    private static final int TASKS = 20;

    private final OfflineLearner learner;

    FocalCase(NDManager manager, FocalConfig config) {
        TaskData data = TaskData.of(RandomRows.buffers(TASKS, "rows"), Seeds.one(0, TASKS));
        learner = new FocalMethod().open(manager, config, data, 1);
    }

    /**
     * Operations of one step, counted as in {@link UpdateFlops}: what a network at one row needs is
     * asked once, whatever an implementation asks twice.
     */
    static double flops(FocalConfig config) {
        Networks networks = config.networks();
        MetaBatch batch = config.batch();
        Mlp encoder = networks.encoder(batch.context().width(OBSERVATION, ACTION)).transition();
        Mlp actor = networks.policy(OBSERVATION, ACTION, Bounds.USUAL).network();
        Mlp q = networks.critic(OBSERVATION + ACTION, 2).network(); // of each head, and of c
        Mlp v = networks.critic(OBSERVATION, 1).network();
        int contrasts =
                config.regularizer() instanceof Regularizer.DualCritic dual ? dual.steps() : 0;

        double embedding = forward(encoder) + backward(encoder);
        double divergence = 2 * forward(q); // c at the data's action and at the policy's
        double contrast = 3 * (forward(q) + backward(q));
        double target = forward(v) + divergence;
        double critics = 2 * (forward(q) + backward(q));
        double value = forward(v) + backward(v);
        // back through both critics and c to the action, not to their weights
        double policy = forward(actor) + backward(actor) + 4 * forward(q) + divergence + forward(q);
        double row =
                target
                        + contrasts * contrast
                        + (contrasts - 1) * forward(actor) // on fresh rows
                        + critics
                        + value
                        + policy;
        return batch.tasks() * (batch.context().rows() * embedding + batch.rows() * row);
    }

    @Override
    public void update() {
        learner.step();
    }

    @Override
    public void close() {
        learner.close();
    }
}
