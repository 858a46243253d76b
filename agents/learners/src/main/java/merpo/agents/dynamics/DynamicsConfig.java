package merpo.agents.dynamics;

import merpo.datagen.settings.Setting;

/**
 * Settings of the dynamics ensemble and of its meta-learning (MerPO Eq. 3 and 4; PAPERS.md, A20).
 *
 * @param hiddenLayers of each member
 * @param width units of each hidden layer
 * @param members size of the ensemble
 * @param elites members kept after the holdout has ranked them
 * @param batch transitions per member and step
 * @param warmSteps steps on the pooled training tasks before Eq. (3); 0 is the literal Algorithm 2
 *     (PAPERS.md, A20)
 * @param warmRate learning rate of these steps
 * @param metaIterations iterations of Eq. (3)
 * @param innerSteps steps per task and iteration of Eq. (3), h
 * @param innerRate learning rate of these steps
 * @param metaRate rate xi_1 at which the meta-model follows the mean of the task models
 * @param proximity weight eta of the distance to the meta-model
 * @param adaptationSteps steps per task of Eq. (4)
 * @param adaptationRate learning rate of these steps
 */
public record DynamicsConfig(
        int hiddenLayers,
        int width,
        int members,
        int elites,
        int batch,
        int warmSteps,
        double warmRate,
        int metaIterations,
        int innerSteps,
        double innerRate,
        double metaRate,
        double proximity,
        int adaptationSteps,
        double adaptationRate) {

    public DynamicsConfig {
        Setting.require(
                "DynamicsConfig.hiddenLayers", hiddenLayers, hiddenLayers >= 1, "at least 1");
        Setting.require("DynamicsConfig.width", width, width >= 1, "at least 1");
        Setting.require("DynamicsConfig.members", members, members >= 1, "at least 1");
        Setting.require(
                "DynamicsConfig.elites",
                elites,
                elites >= 1 && elites <= members,
                "between 1 and members");
        Setting.require("DynamicsConfig.batch", batch, batch >= 1, "at least 1");
        Setting.require("DynamicsConfig.warmSteps", warmSteps, warmSteps >= 0, "at least 0");
        Setting.require(
                "DynamicsConfig.metaIterations", metaIterations, metaIterations >= 0, "at least 0");
        Setting.require("DynamicsConfig.innerSteps", innerSteps, innerSteps >= 1, "at least 1");
        Setting.require(
                "DynamicsConfig.adaptationSteps",
                adaptationSteps,
                adaptationSteps >= 0,
                "at least 0");
        Setting.require(
                "DynamicsConfig.metaRate", metaRate, metaRate > 0 && metaRate <= 1, "in (0, 1]");
        Setting.require("DynamicsConfig.proximity", proximity, proximity >= 0, "at least 0");
        Setting.require("DynamicsConfig.warmRate", warmRate, warmRate > 0, "positive");
        Setting.require("DynamicsConfig.innerRate", innerRate, innerRate > 0, "positive");
        Setting.require(
                "DynamicsConfig.adaptationRate", adaptationRate, adaptationRate > 0, "positive");
    }

    /**
     * The paper's text and Table 2: no warm start, 25 steps of 1e-4 for each task (A.2.1). Does not
     * reach a useful model within minutes (PAPERS.md, "Two readings").
     */
    public static DynamicsConfig literal() {
        return new DynamicsConfig(4, 256, 7, 5, 256, 0, 1e-3, 2000, 25, 1e-4, 5e-2, 0.01, 25, 1e-4);
    }

    /** A pooled warm start, then Eq. (3) from there; 200 steps of 1e-3 for each task (A20). */
    public static DynamicsConfig working() {
        return new DynamicsConfig(
                4, 256, 7, 5, 256, 1500, 1e-3, 10, 25, 1e-4, 5e-2, 0.01, 200, 1e-3);
    }

    /** What a scale changes: the size of the members and the number of steps. */
    public DynamicsConfig withScale(
            int width, int warmSteps, int metaIterations, int adaptationSteps) {
        return new DynamicsConfig(
                hiddenLayers,
                width,
                members,
                elites,
                batch,
                warmSteps,
                warmRate,
                metaIterations,
                innerSteps,
                innerRate,
                metaRate,
                proximity,
                adaptationSteps,
                adaptationRate);
    }
}
