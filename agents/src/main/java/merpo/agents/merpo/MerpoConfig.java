package merpo.agents.merpo;

import merpo.agents.rac.RacConfig;
import merpo.agents.rac.Sizes;

/**
 * Settings of MerPO around its within-task learner.
 *
 * @param inner the within-task learner
 * @param taskInit where a training task's networks start in each iteration (PAPERS.md, A14)
 * @param metaCriticStep how Q_meta follows the tasks' critics (A15)
 * @param taskBatch tasks per iteration
 * @param innerSteps within-task steps per iteration, J
 * @param iterations meta-iterations, K
 * @param metaPolicyRate learning rate of pi_c
 * @param metaCriticRate learning rate xi_q of Q_meta
 * @param leastWeight smallest weight lambda_n (1 - alpha_n) of a task in the meta-policy's loss
 *     (A18)
 * @param testSteps within-task steps of a new task
 */
public record MerpoConfig(
        RacConfig inner,
        TaskInit taskInit,
        MetaCriticStep metaCriticStep,
        int taskBatch,
        int innerSteps,
        int iterations,
        double metaPolicyRate,
        double metaCriticRate,
        double leastWeight,
        int testSteps) {

    /** Where a training task's networks start in each meta-iteration. */
    public enum TaskInit {
        /** At the meta-policy and the meta-critic, with fresh optimizers (the paper's A.2.2). */
        META,
        /** Where they stopped when the task was last drawn (Algorithm 2 as printed). */
        PERSIST
    }

    /** How the meta-critic follows {@code Q_meta - mean Q_n}. */
    public enum MetaCriticStep {
        /** {@code Q_meta <- Q_meta - rate (Q_meta - mean Q_n)}, as printed. */
        LITERAL,
        /** Adam with that difference as its gradient. */
        ADAM
    }

    public MerpoConfig {
        require("taskBatch", taskBatch, taskBatch >= 1, "at least 1");
        require("innerSteps", innerSteps, innerSteps >= 1, "at least 1");
        require("iterations", iterations, iterations >= 1, "at least 1");
        require("metaPolicyRate", metaPolicyRate, metaPolicyRate > 0, "positive");
        require(
                "metaCriticRate",
                metaCriticRate,
                metaCriticRate > 0 && metaCriticRate <= 1,
                "in (0, 1]");
        require("leastWeight", leastWeight, leastWeight >= 0, "at least 0");
        require("testSteps", testSteps, testSteps >= 1, "at least 1");
    }

    private static void require(String name, Number value, boolean holds, String law) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "MerpoConfig.%s is %s, must be %s".formatted(name, value, law));
        }
    }

    /** MerPO Table 2, column Point-Robot-Wind, read literally (K: A24). */
    public static MerpoConfig pointRobotWind() {
        return literal(RacConfig.pointRobotWind(), 8);
    }

    /** MerPO Table 2, column Half-Cheetah-Fwd-Back, read literally. */
    public static MerpoConfig halfCheetahFwdBack() {
        return literal(RacConfig.halfCheetahFwdBack(), 2);
    }

    private static MerpoConfig literal(RacConfig inner, int taskBatch) {
        return new MerpoConfig(
                inner,
                TaskInit.META,
                MetaCriticStep.LITERAL,
                taskBatch,
                10,
                2000,
                1e-3,
                1e-3,
                1e-3,
                100);
    }

    /**
     * What learns where the literal reading does not (facts/algorithms.md 19): persistent tasks,
     * Adam for the meta-critic, penalties fixed at Table 2's start values times a scale.
     *
     * @param penaltyScale 1/20 where rewards are at most 1 per step (A45)
     */
    public MerpoConfig working(double penaltyScale) {
        return new MerpoConfig(
                inner.withPenalties(inner.penalties().fixed(penaltyScale)),
                TaskInit.PERSIST,
                MetaCriticStep.ADAM,
                taskBatch,
                innerSteps,
                iterations,
                metaPolicyRate,
                metaCriticRate,
                leastWeight,
                testSteps);
    }

    /** A smaller experiment: what a scale changes. */
    public MerpoConfig withScale(Sizes sizes, int taskBatch, int iterations, int testSteps) {
        return new MerpoConfig(
                inner.withSizes(sizes),
                taskInit,
                metaCriticStep,
                taskBatch,
                innerSteps,
                iterations,
                metaPolicyRate,
                metaCriticRate,
                leastWeight,
                testSteps);
    }
}
