package merpo.agents.merpo;

import merpo.agents.rac.RacConfig;
import merpo.agents.rac.RacPresets;
import merpo.agents.rac.RolloutSchedule;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.Sizes;
import merpo.datagen.settings.Setting;

/**
 * Settings of MerPO around its within-task learner.
 *
 * @param inner the within-task learner
 * @param taskInit where a training task's networks start in each iteration (PAPERS.md, A14)
 * @param meta how the meta networks follow the tasks'
 * @param taskBatch tasks per iteration
 * @param innerSteps within-task steps per iteration, J
 * @param iterations meta-iterations, K
 * @param testSteps within-task steps of a new task
 * @param alphaRate rate at which each training task's alpha follows Eq. (11), MerPO-Adp; 0 keeps it
 */
public record MerpoConfig(
        RacConfig inner,
        TaskInit taskInit,
        Meta meta,
        int taskBatch,
        int innerSteps,
        int iterations,
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
        require("iterations", iterations, iterations >= 1, "at least 1");
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

    /** MerPO Table 2, column Walker-2D-Params, read literally (K: A24). */
    public static MerpoConfig walker2dParams() {
        return literal(RacPresets.walker2dParams(), 8);
    }

    /** MerPO Table 2, column Half-Cheetah-Fwd-Back, read literally. */
    public static MerpoConfig halfCheetahFwdBack() {
        return literal(RacPresets.halfCheetahFwdBack(), 2);
    }

    /** MerPO Table 2, column Ant-Fwd-Back, read literally. */
    public static MerpoConfig antFwdBack() {
        return literal(RacPresets.antFwdBack(), 2);
    }

    /** MerPO Table 2, column Point-Robot-Wind, read literally. */
    public static MerpoConfig pointRobotWind() {
        return literal(RacPresets.pointRobotWind(), 8);
    }

    private static MerpoConfig literal(RacConfig inner, int taskBatch) {
        Meta meta = new Meta(1e-3, 1e-3, MetaCriticStep.LITERAL, 1e-3);
        return new MerpoConfig(inner, TaskInit.META, meta, taskBatch, 10, 2000, 100, 0);
    }

    /** MerPO-Adp: alpha moves by Eq. (11) at the paper's rate. */
    public MerpoConfig adaptive() {
        return withAlphaRate(1e-4);
    }

    /** Proximal meta-RL, Eq. (5): alpha is 0 inside and outside. */
    public MerpoConfig proximal() {
        return withAlphaRate(0).withInner(inner.withAlpha(0));
    }

    /** The ablation without a model (A30). */
    public MerpoConfig withoutModel() {
        return withInner(inner.withoutModel());
    }

    /**
     * What learns where the literal reading does not (PAPERS.md, "Two readings"): persistent tasks,
     * Adam for the meta-critic, penalties fixed at Table 2's start values times a scale.
     *
     * @param penaltyScale of lambda and beta: 1/20 where rewards are at most 1 per step (A45)
     * @param entropyWeight fixed, too
     */
    public MerpoConfig working(double penaltyScale, double entropyWeight) {
        return withPenalties(inner.penalties().fixed(penaltyScale, entropyWeight))
                .withMeta(
                        TaskInit.PERSIST,
                        new Meta(
                                meta.policyRate(),
                                meta.criticRate(),
                                MetaCriticStep.ADAM,
                                meta.leastWeight()));
    }

    /**
     * One critic for all tasks: theirs begin at Q_meta, which then is their mean. Critics that
     * persist drift apart until the mean of their parameters knows little of what each has learned.
     */
    public MerpoConfig sharingCritics() {
        return withMeta(
                TaskInit.PERSIST_POLICIES,
                new Meta(meta.policyRate(), 1, MetaCriticStep.LITERAL, meta.leastWeight()));
    }

    /** Another fixed weight of the regularizers. */
    public MerpoConfig withLambda(double lambda) {
        return withPenalties(inner.penalties().withLambda(new Multiplier.Fixed(lambda)));
    }

    /** Another share of real transitions. */
    public MerpoConfig withRealRatio(double realRatio) {
        return withInner(inner.withRealRatio(realRatio));
    }

    /** Faster targets and policies, where there are few iterations. */
    public MerpoConfig hurried(double polyak, double actorRate, double metaPolicyRate) {
        return withInner(
                        inner.withPolyak(polyak)
                                .withRates(inner.optimizer().criticRate(), actorRate))
                .withMeta(
                        taskInit,
                        new Meta(
                                metaPolicyRate,
                                meta.criticRate(),
                                meta.criticStep(),
                                meta.leastWeight()));
    }

    /** A smaller experiment: what a scale changes. */
    public MerpoConfig withScale(
            Sizes sizes, RolloutSchedule rollouts, int taskBatch, int iterations, int testSteps) {
        RacConfig smaller = inner.withSizes(sizes).withRollouts(rollouts);
        return new MerpoConfig(
                smaller, taskInit, meta, taskBatch, innerSteps, iterations, testSteps, alphaRate);
    }

    public MerpoConfig withInner(RacConfig inner) {
        return new MerpoConfig(
                inner, taskInit, meta, taskBatch, innerSteps, iterations, testSteps, alphaRate);
    }

    private MerpoConfig withPenalties(RacConfig.Penalties penalties) {
        return withInner(inner.withPenalties(penalties));
    }

    private MerpoConfig withMeta(TaskInit taskInit, Meta meta) {
        return new MerpoConfig(
                inner, taskInit, meta, taskBatch, innerSteps, iterations, testSteps, alphaRate);
    }

    MerpoConfig withAlphaRate(double alphaRate) {
        return new MerpoConfig(
                inner, taskInit, meta, taskBatch, innerSteps, iterations, testSteps, alphaRate);
    }
}
