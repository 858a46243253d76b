package merpo.agents.dynamics;

import merpo.datagen.settings.Setting;

/**
 * Settings of the dynamics ensemble and of its meta-learning (MerPO Eq. 3 and 4; PAPERS.md, A20).
 *
 * @param sizes of the ensemble
 * @param warm before Eq. (3)
 * @param meta Eq. (3)
 * @param adaptation Eq. (4)
 */
public record DynamicsConfig(EnsembleSizes sizes, Warm warm, Meta meta, Adaptation adaptation) {
    /**
     * The warm start.
     *
     * @param steps on the pooled training tasks; 0 is the literal Algorithm 2
     * @param rate learning rate of these steps
     */
    public record Warm(int steps, double rate) {
        public Warm {
            require("warm.steps", steps, steps >= 0, "at least 0");
            require("warm.rate", rate, rate > 0, "positive");
        }
    }

    /**
     * Eq. (3).
     *
     * @param iterations of the meta-model
     * @param innerSteps steps per task and iteration, h
     * @param innerRate learning rate of these steps
     * @param rate xi_1, at which the meta-model follows the mean of the task models
     * @param proximity weight eta of the distance to the meta-model
     */
    public record Meta(
            int iterations, int innerSteps, double innerRate, double rate, double proximity) {
        public Meta {
            require("meta.iterations", iterations, iterations >= 0, "at least 0");
            require("meta.innerSteps", innerSteps, innerSteps >= 1, "at least 1");
            require("meta.innerRate", innerRate, innerRate > 0, "positive");
            require("meta.rate", rate, rate > 0 && rate <= 1, "in (0, 1]");
            require("meta.proximity", proximity, proximity >= 0, "at least 0");
        }
    }

    /**
     * Eq. (4), of a task's model from the meta-model.
     *
     * @param steps per task
     * @param rate learning rate of these steps
     */
    public record Adaptation(int steps, double rate) {
        public Adaptation {
            require("adaptation.steps", steps, steps >= 0, "at least 0");
            require("adaptation.rate", rate, rate > 0, "positive");
        }
    }

    private static void require(String name, Number value, boolean holds, String law) {
        Setting.require("DynamicsConfig." + name, value, holds, law);
    }
}
