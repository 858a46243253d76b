package merpo.agents.rac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import merpo.agents.Data;
import merpo.agents.rac.RacConfig.Backup;
import merpo.agents.rac.RacConfig.Bootstrap;
import merpo.agents.rac.RacConfig.Optimizer;
import merpo.agents.rac.RacConfig.Penalties;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Streams;
import merpo.datagen.replay.ReplayBuffer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * When within an update the tuned numbers move, and by what: networks of one hidden unit, two real
 * rows with s = 1, two imagined with s = 3.
 */
class DualOrderTest {
    private static final double LIKELIHOOD = 0.5 * Math.log(2 * Math.PI); // of 0 under N(0, 1)
    private static final float[] REAL = {1, 0, 0, 1}; // s, a, r, s'
    private static final float[] IMAGINED = {3, 0, 0, 3};
    private static final Gap LITERAL = new Gap.Literal(Gap.States.IMAGINED);
    private static final ReplayBuffer ENDS = Data.rows(true, REAL, REAL, IMAGINED, IMAGINED);
    private static final Penalties LAMBDA_DUAL =
            Hand.penalties(
                    new Multiplier.Plain(5, 1, 0.05, 0, 1e4, Multiplier.Clip.KEPT),
                    new Multiplier.Fixed(1),
                    new Multiplier.Fixed(0));

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** pi standard normal before tanh, pi_c with mean 1, both heads as given; one task. */
    private Rac rac(RacConfig config, double first, double second, ParameterStack meta) {
        return Rac.from(
                config,
                Hand.policy(manager, 0, 0, 0),
                Hand.criticOfState(manager, first, second),
                Hand.frozen(config, meta),
                Hand.duals(config, 1));
    }

    private ParameterStack meta() {
        return Hand.policy(manager, 0, 1, 0);
    }

    private Map<String, Double> update(Rac rac, ReplayBuffer... tasks) {
        try (NDManager scratch = manager.newSubManager()) {
            return rac.update(
                    Data.batch(scratch, 4, List.of(tasks)),
                    Streams.perTask(0, "updates", tasks.length));
        }
    }

    private static RacConfig still(RacConfig config) {
        return Altered.rates(config, 1e-12, 1e-12);
    }

    /** Gaps 2 and 4, mean 3, above the threshold 0: log beta 0.5 before the loss is made. */
    @Test
    void betaMovesBeforeTheCriticsStep() {
        RacConfig config =
                Hand.config(4, 0.5, LITERAL)
                        .withPenalties(
                                Hand.penalties(
                                        new Multiplier.Fixed(0),
                                        new Multiplier.Logarithmic(1, 0.5, 0),
                                        new Multiplier.Fixed(0)));
        try (ParameterStack meta = meta();
                Rac rac = rac(config, 1, 2, meta)) {
            Map<String, Double> seen = update(rac, ENDS);
            assertThat(seen.keySet()).containsExactlyElementsOf(RacMetrics.NAMES);
            assertThat(seen.get("meta_divergence")).isNaN(); // COMBO: not measured
            assertThat(seen.get("beta")).isCloseTo(Math.exp(0.5), within(1e-6));
            // exp(0.5) (2 + 4) + 1/2 mean(1, 1, 9, 9) + 1/2 mean(4, 4, 36, 36)
            assertThat(seen.get("critic_loss")).isCloseTo(6 * Math.exp(0.5) + 12.5, within(1e-4));
        }
    }

    /**
     * Constant Q: the gap of CQL(H) is its offset, at least log 20 = 3, above the threshold 1; less
     * its offset it is 0, below.
     */
    @Test
    void betaSeesCqlsGapLessItsOffset() {
        Gap gap = new Gap.LogSumExp(Gap.States.MIXED, 10, Gap.Reduction.PER_STATE);
        RacConfig config =
                Hand.config(4, 0.5, gap)
                        .withPenalties(
                                Hand.penalties(
                                        new Multiplier.Fixed(0),
                                        new Multiplier.Logarithmic(1, 0.5, 1),
                                        new Multiplier.Fixed(0)));
        try (ParameterStack meta = meta();
                Rac rac = rac(config, 0, 0, meta)) {
            Map<String, Double> seen = update(rac, ENDS);
            assertThat(seen.get("gap")).isGreaterThan(2.99);
            assertThat(seen.get("beta")).isCloseTo(Math.exp(-0.5), within(1e-6));
        }
    }

    /** No Q, no entropy: lambda (alpha D_beta + (1 - alpha) D_c) with the old lambda. */
    @Test
    void lambdaMovesAfterTheActorsStep() {
        RacConfig config = still(Hand.config(4, 0.5, LITERAL).withPenalties(LAMBDA_DUAL));
        try (ParameterStack meta = meta();
                Rac rac = rac(config, 0, 0, meta)) {
            Map<String, Double> seen = update(rac, ENDS);
            assertThat(seen.get("actor_loss"))
                    .isCloseTo(5 * (0.4 * LIKELIHOOD + 0.6 * 0.5), within(1e-5));
            assertThat(seen.get("lambda"))
                    .isCloseTo(5 + 0.4 * (LIKELIHOOD - 0.05) + 0.6 * 0.45, within(1e-5));
        }
    }

    /** KL(N(0, 1) || N(0, e^2)) = 1 + e^-2 / 2 - 1/2; the other way it is -1 + e^2 / 2 - 1/2. */
    @Test
    void theDriftIsThatOfThePolicyFromTheMetaPolicy() {
        RacConfig config =
                still(
                        Altered.alpha(Hand.config(4, 0.5, LITERAL), 0)
                                .withPenalties(Hand.penalties(1, 1, 0)));
        try (ParameterStack wide = Hand.policy(manager, 0, 0, 1);
                Rac rac = rac(config, 0, 0, wide)) {
            Map<String, Double> seen = update(rac, ENDS);
            double divergence = 0.5 + 0.5 * Math.exp(-2);
            assertThat(seen.get("meta_divergence")).isCloseTo(divergence, within(1e-6));
            assertThat(seen.get("actor_loss")).isCloseTo(divergence, within(1e-6));
        }
    }

    /** The clone finds the data just as likely: D_beta is 0, not 0.92. */
    @Test
    void lambdaSeesTheCorrectedDivergenceWhereAskedTo() {
        for (boolean corrected : new boolean[] {false, true}) {
            RacConfig config =
                    still(
                            Hand.config(4, 0.5, LITERAL)
                                    .withPenalties(
                                            new Penalties(
                                                    new Multiplier.Plain(
                                                            5,
                                                            1,
                                                            0.05,
                                                            0,
                                                            1e4,
                                                            Multiplier.Clip.KEPT),
                                                    new Multiplier.Fixed(1),
                                                    new Multiplier.Fixed(0),
                                                    corrected,
                                                    new PenaltyUnit.Fixed(1))));
            try (ParameterStack meta = meta();
                    Rac rac =
                            Rac.from(
                                    config,
                                    Hand.policy(manager, 0, 0, 0),
                                    Hand.criticOfState(manager, 0, 0),
                                    Hand.frozen(config, meta),
                                    Duals.start(
                                            config,
                                            new Multiplier.Fixed(config.alpha()),
                                            Hand.ones(1),
                                            LIKELIHOOD))) {
                Map<String, Double> seen = update(rac, ENDS);
                double behavior = corrected ? 0 : LIKELIHOOD;
                assertThat(seen.get("lambda"))
                        .isCloseTo(5 + 0.4 * (behavior - 0.05) + 0.6 * 0.45, within(1e-5));
                assertThat(seen.get("behavior_divergence")).isCloseTo(LIKELIHOOD, within(1e-5));
                assertThat(seen.get("corrected_divergence")).isCloseTo(0, within(1e-5));
            }
        }
    }

    /** Two tasks of the same data and networks, alpha 0 and 1, lambda 2. */
    @Test
    void eachTaskHasItsOwnAlpha() {
        RacConfig config =
                still(Hand.config(4, 0.5, LITERAL).withPenalties(Hand.penalties(2, 1, 0)));
        Multiplier moved = new Multiplier.Plain(0, 1, 0, 0, 1, Multiplier.Clip.KEPT);
        Duals duals = Duals.start(config, moved, Hand.ones(2), 0, 0);
        duals.alpha().follow(task -> task); // to 0 and 1
        try (ParameterStack meta = meta();
                ParameterStack one = Hand.criticOfState(manager, 0, 0);
                Rac rac =
                        Rac.from(
                                config,
                                Hand.policies(manager, new double[3], new double[3]),
                                one.repeat(2),
                                Hand.frozen(config, meta),
                                duals)) {
            // (2 * KL + 2 * NLL) / 2
            assertThat(update(rac, ENDS, ENDS).get("actor_loss"))
                    .isCloseTo(0.5 + LIKELIHOOD, within(1e-5));
        }
    }

    /** One clone step: its loss is the likelihood alone, and lambda rests; the next climbs Q. */
    @Test
    void cloneStepsImitateInPlaceOfClimbing() {
        RacConfig table = still(Hand.config(4, 0.5, LITERAL).withPenalties(LAMBDA_DUAL));
        RacConfig config =
                new RacConfig(
                        table.sizes(),
                        table.alpha(),
                        table.penalties(),
                        table.gap(),
                        table.bootstrap(),
                        new Optimizer(1e-12, 1e-12, 1),
                        table.rollouts(),
                        table.realRatio());
        try (ParameterStack meta = meta();
                Rac rac = rac(config, 1, 1, meta)) {
            Map<String, Double> first = update(rac, ENDS);
            assertThat(first.get("actor_loss")).isCloseTo(LIKELIHOOD, within(1e-5));
            assertThat(first.get("lambda")).isEqualTo(5);
            Map<String, Double> second = update(rac, ENDS);
            // Q is 1, 1, 3, 3
            assertThat(second.get("actor_loss"))
                    .isCloseTo(-2 + 5 * (0.4 * LIKELIHOOD + 0.6 * 0.5), within(1e-5));
            assertThat(second.get("lambda")).isGreaterThan(5);
        }
    }

    /** The draws of an update, made again: first those of the successors' actions. */
    private static double meanBackup(double temperature) {
        RandomGenerator random = Streams.perTask(0, "updates", 1).get(0);
        double[] state = {1, 1, 3, 3};
        double sum = 0;
        for (double s : state) {
            double u = (float) random.nextGaussian();
            double logProb = -0.5 * u * u - LIKELIHOOD - Math.log(1 - Math.pow(Math.tanh(u), 2));
            double y = 0.9 * (s - temperature * logProb); // the smaller head is s
            sum += Math.pow(s - y, 2) / 8 + Math.pow(2 * s - y, 2) / 8; // halves of means of 4
        }
        return sum;
    }

    /** Heads s and 2 s: the smaller bootstraps. */
    @Test
    void onlyTheSoftBackupHoldsTheEntropy() {
        ReplayBuffer goesOn = Data.rows(REAL, REAL, IMAGINED, IMAGINED);
        for (Backup backup : Backup.values()) {
            RacConfig table = Hand.config(4, 0.5, LITERAL);
            RacConfig config =
                    new RacConfig(
                            table.sizes(),
                            table.alpha(),
                            Hand.penalties(0, 0, 0.5),
                            table.gap(),
                            new Bootstrap(backup, 0.9, 0.01, new RewardScale.Fixed(1)),
                            table.optimizer(),
                            table.rollouts(),
                            table.realRatio());
            try (ParameterStack meta = meta();
                    Rac rac = rac(config, 1, 2, meta)) {
                assertThat(update(rac, goesOn).get("critic_loss"))
                        .isCloseTo(meanBackup(backup == Backup.SOFT ? 0.5 : 0), within(1e-4));
            }
        }
    }

    /** A policy of deviation exp(-5) has an entropy far below -1: its weight rises. */
    @Test
    void theEntropysWeightRisesWhereTheEntropyIsBelowItsTarget() {
        Penalties tuned =
                Hand.penalties(
                        new Multiplier.Fixed(0),
                        new Multiplier.Fixed(1),
                        new Multiplier.Logarithmic(0.1, 0.01, 0));
        for (double logDeviation : new double[] {-5, 0}) {
            RacConfig config = still(Hand.config(4, 0.5, LITERAL).withPenalties(tuned));
            try (ParameterStack meta = meta();
                    Rac rac =
                            Rac.from(
                                    config,
                                    Hand.policy(manager, 0, 0, logDeviation),
                                    Hand.criticOfState(manager, 0, 0),
                                    Hand.frozen(config, meta),
                                    Hand.duals(config, 1))) {
                update(rac, ENDS);
                double after = rac.duals().temperature().value(0);
                assertThat(Math.log(after / 0.1))
                        .isCloseTo(logDeviation < 0 ? 0.01 : -0.01, within(1e-6));
            }
        }
    }
}
