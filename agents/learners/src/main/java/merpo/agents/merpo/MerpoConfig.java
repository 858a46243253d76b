package merpo.agents.merpo;

import java.util.function.Consumer;
import merpo.agents.rac.Lambda;
import merpo.agents.rac.Penalties;
import merpo.agents.rac.RacConfig;
import merpo.agents.rac.RolloutSchedule;
import merpo.agents.rac.Sizes;
import merpo.datagen.settings.Setting;

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
 * @param alphaRate rate at which each training task's alpha follows Eq. (11), MerPO-Adp; 0 keeps it
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
        int testSteps,
        double alphaRate) {

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

    public MerpoConfig {
        Setting.require("MerpoConfig.taskBatch", taskBatch, taskBatch >= 1, "at least 1");
        Setting.require("MerpoConfig.innerSteps", innerSteps, innerSteps >= 1, "at least 1");
        Setting.require("MerpoConfig.iterations", iterations, iterations >= 1, "at least 1");
        Setting.require(
                "MerpoConfig.metaPolicyRate", metaPolicyRate, metaPolicyRate > 0, "positive");
        Setting.require(
                "MerpoConfig.metaCriticRate",
                metaCriticRate,
                metaCriticRate > 0 && metaCriticRate <= 1,
                "in (0, 1]");
        Setting.require("MerpoConfig.leastWeight", leastWeight, leastWeight >= 0, "at least 0");
        Setting.require("MerpoConfig.testSteps", testSteps, testSteps >= 1, "at least 1");
        Setting.require(
                "MerpoConfig.alphaRate",
                alphaRate,
                alphaRate >= 0 && alphaRate <= 1,
                "in [0, 1]: 0 keeps alpha");
        Setting.require(
                "MerpoConfig.inner.cloneSteps",
                inner.cloneSteps(),
                inner.cloneSteps() == 0,
                "0: within a meta-iteration nothing is cloned first");
    }

    /** MerPO Table 2, column Walker-2D-Params, read literally (K: A24). */
    public static MerpoConfig walker2dParams() {
        return literal(RacConfig.walker2dParams(), 8);
    }

    /** MerPO Table 2, column Half-Cheetah-Fwd-Back, read literally. */
    public static MerpoConfig halfCheetahFwdBack() {
        return literal(RacConfig.halfCheetahFwdBack(), 2);
    }

    /** MerPO Table 2, column Ant-Fwd-Back, read literally. */
    public static MerpoConfig antFwdBack() {
        return literal(RacConfig.antFwdBack(), 2);
    }

    /** MerPO Table 2, column Point-Robot-Wind, read literally. */
    public static MerpoConfig pointRobotWind() {
        return literal(RacConfig.pointRobotWind(), 8);
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
                100,
                0);
    }

    /** MerPO-Adp: alpha moves by Eq. (11) at the paper's rate. */
    public MerpoConfig adaptive() {
        return with(draft -> draft.alphaRate = 1e-4);
    }

    /** Proximal meta-RL, Eq. (5): alpha is 0 inside and outside. */
    public MerpoConfig proximal() {
        return with(
                draft -> {
                    draft.inner = inner.withAlpha(0);
                    draft.alphaRate = 0;
                });
    }

    /** The ablation without a model (A30). */
    public MerpoConfig withoutModel() {
        return with(draft -> draft.inner = inner.withoutModel());
    }

    /**
     * What learns where the literal reading does not (PAPERS.md, "Two readings"): persistent tasks,
     * Adam for the meta-critic, penalties fixed at Table 2's start values times a scale.
     *
     * @param penaltyScale of lambda and beta: 1/20 where rewards are at most 1 per step (A45)
     * @param entropyWeight fixed, too
     */
    public MerpoConfig working(double penaltyScale, double entropyWeight) {
        return with(
                draft -> {
                    draft.inner =
                            inner.withPenalties(
                                    inner.penalties().fixed(penaltyScale, entropyWeight));
                    draft.taskInit = TaskInit.PERSIST;
                    draft.metaCriticStep = MetaCriticStep.ADAM;
                });
    }

    /**
     * One critic for all tasks: theirs begin at Q_meta, which then is their mean. Critics that
     * persist drift apart until the mean of their parameters knows little of what each has learned.
     */
    public MerpoConfig sharingCritics() {
        return with(
                draft -> {
                    draft.taskInit = TaskInit.PERSIST_POLICIES;
                    draft.metaCriticStep = MetaCriticStep.LITERAL;
                    draft.metaCriticRate = 1;
                });
    }

    /** Another fixed weight of the regularizers. */
    public MerpoConfig withLambda(double lambda) {
        Penalties fixed =
                new Penalties(
                        new Lambda.FixedRule(lambda),
                        inner.penalties().beta(),
                        inner.penalties().entropy());
        return with(draft -> draft.inner = inner.withPenalties(fixed));
    }

    /** Another share of real transitions. */
    public MerpoConfig withRealRatio(double realRatio) {
        return with(draft -> draft.inner = inner.withRealRatio(realRatio));
    }

    /** Faster targets and policies, where there are few iterations. */
    public MerpoConfig hurried(double polyak, double actorRate, double metaPolicyRate) {
        return with(
                draft -> {
                    draft.inner = inner.withPolyak(polyak).withRates(inner.criticRate(), actorRate);
                    draft.metaPolicyRate = metaPolicyRate;
                });
    }

    /** A smaller experiment: what a scale changes. */
    public MerpoConfig withScale(
            Sizes sizes, RolloutSchedule rollouts, int taskBatch, int iterations, int testSteps) {
        return with(
                draft -> {
                    draft.inner = inner.withSizes(sizes).withRollouts(rollouts);
                    draft.taskBatch = taskBatch;
                    draft.iterations = iterations;
                    draft.testSteps = testSteps;
                });
    }

    private MerpoConfig with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.finished();
    }

    /** Settings that are being changed. */
    private static final class Draft {
        private RacConfig inner;
        private TaskInit taskInit;
        private MetaCriticStep metaCriticStep;
        private int taskBatch;
        private int innerSteps;
        private int iterations;
        private double metaPolicyRate;
        private double metaCriticRate;
        private double leastWeight;
        private int testSteps;
        private double alphaRate;

        private Draft(MerpoConfig from) {
            inner = from.inner;
            taskInit = from.taskInit;
            metaCriticStep = from.metaCriticStep;
            taskBatch = from.taskBatch;
            innerSteps = from.innerSteps;
            iterations = from.iterations;
            metaPolicyRate = from.metaPolicyRate;
            metaCriticRate = from.metaCriticRate;
            leastWeight = from.leastWeight;
            testSteps = from.testSteps;
            alphaRate = from.alphaRate;
        }

        private MerpoConfig finished() {
            return new MerpoConfig(
                    inner,
                    taskInit,
                    metaCriticStep,
                    taskBatch,
                    innerSteps,
                    iterations,
                    metaPolicyRate,
                    metaCriticRate,
                    leastWeight,
                    testSteps,
                    alphaRate);
        }
    }
}
