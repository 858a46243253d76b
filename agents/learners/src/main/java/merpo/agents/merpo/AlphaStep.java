package merpo.agents.merpo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.agents.clone.Clones;
import merpo.agents.rac.Rac;
import merpo.datagen.nn.Policy;
import merpo.datagen.nn.SquashedGaussian;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.BatchArrays;
import merpo.datagen.replay.ReplayBuffer;

/**
 * MerPO-Adp's step of alpha (Eq. 11), once per meta-iteration and task, on one batch of real rows
 * for both divergences (PAPERS.md, A19).
 *
 * @param policy shape of actors and clones
 */
record AlphaStep(Policy policy) {

    /**
     * @param rac the learners of some tasks, after their inner steps
     * @param clones of the same tasks
     * @param data of the same tasks
     */
    void adapt(
            Rac rac,
            Clones clones,
            List<ReplayBuffer> data,
            List<RandomGenerator> randoms,
            NDManager scratch) {
        int rows = rac.config().sizes().batch();
        Batch real =
                new BatchArrays(data.size(), rows, policy.observationSize(), policy.actionSize())
                        .draw(data, randoms, 0, rows)
                        .toBatch(scratch);
        NDArray s = real.observation();
        SquashedGaussian own = policy.at(s, rac.actors().constant());
        SquashedGaussian clone = policy.at(s, clones.policies().constant());
        NDArray behavior = clone.logProb(real.preTanh()).sub(own.logProb(real.preTanh()));
        NDArray meta = own.klTo(rac.meta().at(s));
        float[] fromData = behavior.mean(new int[] {1}).toFloatArray(); // KL(pi_beta || pi_n)
        float[] fromMeta = meta.mean(new int[] {1}).toFloatArray();
        rac.duals().alpha().follow(task -> (double) fromData[task] - fromMeta[task]);
    }
}
