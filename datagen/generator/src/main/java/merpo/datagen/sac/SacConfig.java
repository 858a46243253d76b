package merpo.datagen.sac;

import merpo.datagen.nn.Sizes;
import merpo.datagen.settings.Setting;

/**
 * Settings of soft actor-critic.
 *
 * @param sizes of networks and batches
 * @param optimizer how fast the learner moves
 * @param simulations of each task, stepped together
 * @param updates per step of these simulations
 * @param uniformSteps environment steps of uniform actions before the first update
 * @param steps environment steps of the whole training, per task
 * @param checkpoints when the training is looked at
 */
public record SacConfig(
        Sizes sizes,
        Optimizer optimizer,
        int simulations,
        int updates,
        int uniformSteps,
        int steps,
        Checkpoints checkpoints) {

    /**
     * How fast the learner moves, and towards what.
     *
     * @param actorRate learning rate of the actor
     * @param criticRate learning rate of critics and temperature
     * @param discount in (0, 1)
     * @param polyak rate at which target critics follow, in (0, 1]
     * @param temperature weight of the entropy at the start
     */
    public record Optimizer(
            double actorRate,
            double criticRate,
            double discount,
            double polyak,
            double temperature) {
        public Optimizer {
            positive("actorRate", actorRate);
            positive("criticRate", criticRate);
            require("discount", discount, discount > 0 && discount < 1, "in (0, 1)");
            require("polyak", polyak, polyak > 0 && polyak <= 1, "in (0, 1]");
            positive("temperature", temperature);
        }

        private static void positive(String name, double value) {
            require(name, value, value > 0, "positive");
        }

        private static void require(String name, double value, boolean holds, String law) {
            Setting.require("SacConfig.optimizer." + name, value, holds, law);
        }
    }

    /**
     * When the training is looked at.
     *
     * @param every environment steps between two checkpoints
     * @param earlyEvery the same in the first tenth of the training, where returns rise fastest
     * @param snapshotEvery environment steps between two states from which a killed training goes
     *     on; there all episodes start anew and all generators are made anew from the seed
     * @param episodes stochastic ones per task at each checkpoint
     */
    public record Checkpoints(int every, int earlyEvery, int snapshotEvery, int episodes) {
        public Checkpoints {
            Setting.require(
                    "SacConfig.checkpoints.episodes", episodes, episodes >= 1, "at least 1");
        }
    }

    public SacConfig {
        require("uniformSteps", uniformSteps, uniformSteps >= 1, "at least 1: updates need data");
        require("steps", steps, steps > uniformSteps, "above uniformSteps");
        require("simulations", simulations, simulations >= 1, "at least 1");
        require("updates", updates, updates >= 1, "at least 1");
        requireMultiple("steps", steps, simulations);
        requireMultiple("checkpoints.every", checkpoints.every(), simulations);
        requireMultiple("checkpoints.earlyEvery", checkpoints.earlyEvery(), simulations);
        requireMultiple("checkpoints.snapshotEvery", checkpoints.snapshotEvery(), simulations);
    }

    /** Whether a checkpoint is due after this many environment steps. */
    public boolean isCheckpoint(int step) {
        int every = step <= steps / 10 ? checkpoints.earlyEvery() : checkpoints.every();
        return step % every == 0 || step == steps;
    }

    /** Whether a killed training can go on from this many environment steps. */
    public boolean isSnapshot(int step) {
        return step % checkpoints.snapshotEvery() == 0 || step == steps;
    }

    private static void requireMultiple(String name, int value, int simulations) {
        require(
                name,
                value,
                value >= 1 && value % simulations == 0,
                "a positive multiple of simulations, " + simulations);
    }

    private static void require(String name, int value, boolean holds, String law) {
        Setting.require("SacConfig." + name, value, holds, law);
    }
}
