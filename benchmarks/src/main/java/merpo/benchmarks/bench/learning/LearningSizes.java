package merpo.benchmarks.bench.learning;

import merpo.agents.dynamics.EnsembleSizes;
import merpo.agents.rac.RacConfig;
import merpo.agents.rac.RolloutSchedule;
import merpo.datagen.nn.Mlp;
import merpo.datagen.nn.Sizes;
import merpo.datagen.replay.BatchArrays;

/**
 * How large the networks and batches of a case are; observations and actions are those of the
 * walker and the half-cheetah.
 *
 * @param hiddenLayers of actor and critics
 * @param width units of each
 * @param batch transitions per task and update
 */
record LearningSizes(int hiddenLayers, int width, int batch) {
    static final int OBSERVATION = 17;
    static final int ACTION = 6;

    /** Transitions in each replay buffer. */
    static final int ROWS = 20_000;

    UpdateFlops flops() {
        return UpdateFlops.of(OBSERVATION, ACTION, hiddenLayers, width, batch);
    }

    BatchArrays arrays(int tasks) {
        return new BatchArrays(tasks, batch, OBSERVATION, ACTION);
    }

    /** The same for the family of RAC. */
    Sizes rac() {
        return new Sizes(hiddenLayers, width, batch);
    }

    /** A learner of RAC's family at these sizes, with one rollout, as large as a batch, ever. */
    RacConfig of(RacConfig paper) {
        return new RacConfig(
                rac(),
                paper.alpha(),
                paper.penalties(),
                paper.gap(),
                paper.bootstrap(),
                paper.optimizer(),
                new RolloutSchedule(1, Integer.MAX_VALUE, batch, ROWS),
                paper.realRatio());
    }

    /** One member of an ensemble for these observations and actions. */
    static Mlp member(EnsembleSizes sizes) {
        return new Mlp(
                OBSERVATION + ACTION,
                sizes.hiddenLayers(),
                sizes.width(),
                2 * (OBSERVATION + 1),
                Mlp.Hidden.SWISH);
    }
}
