package merpo.agents.merpo;

import merpo.agents.TaskData;
import merpo.agents.rac.RacConfig;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.settings.Setting;

/**
 * Settings of MerPO around its within-task learner.
 *
 * @param inner the within-task learner
 * @param taskInit where a training task's networks start in each iteration (PAPERS.md, A14)
 * @param meta how the meta networks follow the tasks'
 * @param taskBatch tasks per iteration
 * @param innerSteps within-task steps per iteration, J
 * @param testSteps within-task steps of a new task
 * @param alphaRate rate at which each training task's alpha follows Eq. (11), MerPO-Adp; 0 keeps it
 */
public record MerpoConfig(
        RacConfig inner,
        TaskInit taskInit,
        Meta meta,
        int taskBatch,
        int innerSteps,
        int testSteps,
        double alphaRate) {
    /** Where MerPO-Adp keeps alpha. */
    private static final double LEAST_ALPHA = 0.1;

    private static final double LARGEST_ALPHA = 0.5;

    /** Where a training task's networks start in each meta-iteration. */
    public enum TaskInit {
        /** At the meta-policy and the meta-critic, with fresh optimizers (the paper's A.2.2). */
        META,
        /** Where they stopped when the task was last drawn (Algorithm 2 as printed). */
        PERSIST,
        /**
         * Policies where they stopped, critics at the meta-critic: critics that stay near each
         * other have a mean that is a critic, policies become those of their tasks.
         */
        PERSIST_POLICIES
    }

    /** How the meta-critic follows {@code Q_meta - mean Q_n}. */
    public enum MetaCriticStep {
        /** {@code Q_meta <- Q_meta - rate (Q_meta - mean Q_n)}, as printed. */
        LITERAL,
        /** Adam with that difference as its gradient. */
        ADAM
    }

    /**
     * How the meta networks follow the tasks'.
     *
     * @param policyRate learning rate of pi_c
     * @param criticRate learning rate xi_q of Q_meta
     * @param criticStep how Q_meta follows the tasks' critics (A15)
     * @param leastWeight smallest weight lambda_n (1 - alpha_n) of a task in the meta-policy's loss
     *     (A18)
     */
    public record Meta(
            double policyRate, double criticRate, MetaCriticStep criticStep, double leastWeight) {
        public Meta {
            require("meta.policyRate", policyRate, policyRate > 0, "positive");
            require("meta.criticRate", criticRate, criticRate > 0 && criticRate <= 1, "in (0, 1]");
            require("meta.leastWeight", leastWeight, leastWeight >= 0, "at least 0");
        }
    }

    public MerpoConfig {
        require("taskBatch", taskBatch, taskBatch >= 1, "at least 1");
        require("innerSteps", innerSteps, innerSteps >= 1, "at least 1");
        require("testSteps", testSteps, testSteps >= 1, "at least 1");
        require(
                "alphaRate",
                alphaRate,
                alphaRate >= 0 && alphaRate <= 1,
                "in [0, 1]: 0 keeps alpha");
        require(
                "inner.alpha",
                inner.alpha(),
                alphaRate == 0 || (inner.alpha() >= LEAST_ALPHA && inner.alpha() <= LARGEST_ALPHA),
                "in [0.1, 0.5] where alphaRate moves it");
        require(
                "inner.optimizer.cloneSteps",
                inner.optimizer().cloneSteps(),
                inner.optimizer().cloneSteps() == 0,
                "0: within a meta-iteration nothing is cloned first");
    }

    private static void require(String name, Number value, boolean holds, String law) {
        Setting.require("MerpoConfig." + name, value, holds, law);
    }

    /**
     * The same; what rewards are multiplied by and what lambda is counted in are told from the data
     * of the training tasks.
     */
    MerpoConfig scaledFor(TaskData data) {
        RacConfig.Bootstrap bootstrap = inner.bootstrap();
        RacConfig.Penalties penalties = inner.penalties();
        return new MerpoConfig(
                inner.withRewards(bootstrap.rewards().shared(data, bootstrap.discount()))
                        .withPenalties(penalties.withUnit(penalties.unit().shared(data))),
                taskInit,
                meta,
                taskBatch,
                innerSteps,
                testSteps,
                alphaRate);
    }

    /** How each task's alpha starts and moves. */
    Multiplier alpha() {
        return alpha(inner.alpha(), alphaRate);
    }

    /**
     * One descent step of {@code min (1 - alpha) (D_beta - D_c)} over [0.1, 0.5] (Eq. 11): alpha
     * rises where the policy is near the meta-policy, falls where it is near the data.
     *
     * @param rate 0 keeps it
     */
    static Multiplier alpha(double initial, double rate) {
        return rate == 0
                ? new Multiplier.Fixed(initial)
                : new Multiplier.Plain(
                        initial, rate, 0, LEAST_ALPHA, LARGEST_ALPHA, Multiplier.Clip.KEPT);
    }
}
