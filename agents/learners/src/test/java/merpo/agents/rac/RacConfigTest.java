package merpo.agents.rac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of RAC: Table 2, and what is refused. */
class RacConfigTest {
    private static final RacConfig WIND = RacConfig.pointRobotWind();

    @Test
    void pointRobotWindIsItsColumnOfTable2() {
        assertThat(WIND)
                .isEqualTo(
                        new RacConfig(
                                new Sizes(5, 300, 256),
                                0.4,
                                new Penalties(
                                        new Lambda.DualRule(5, 1, 0.05, 1e4, false),
                                        new Beta.TunedRule(Math.exp(0), 1e-3, 10),
                                        new Entropy.TunedRule(1, 1e-4)),
                                new Gap.Literal(Gap.States.IMAGINED),
                                Backup.SOFT,
                                new RolloutSchedule(1, 1, 256, 20_000),
                                0.9,
                                0.005,
                                1e-3,
                                1e-3,
                                0.5,
                                0));
    }

    /** Against the wind: discount 0.99, lambda from 100, the inner actor at 5e-4. */
    @Test
    void halfCheetahFwdBackIsItsColumnOfTable2() {
        assertThat(RacConfig.halfCheetahFwdBack())
                .isEqualTo(
                        new RacConfig(
                                new Sizes(5, 300, 256),
                                0.4,
                                new Penalties(
                                        new Lambda.DualRule(100, 1, 0.05, 1e4, false),
                                        new Beta.TunedRule(1, 1e-3, 10),
                                        new Entropy.TunedRule(1, 1e-4)),
                                new Gap.Literal(Gap.States.IMAGINED),
                                Backup.SOFT,
                                new RolloutSchedule(1, 1, 256, 20_000),
                                0.99,
                                0.005,
                                1e-3,
                                5e-4,
                                0.5,
                                0));
    }

    /** lambda, threshold, discount, critic's and actor's rate: Table 2. */
    @ParameterizedTest
    @CsvSource({
        "walker2dParams, 5, 5, 0.99, 1e-3, 1e-3",
        "halfCheetahFwdBack, 100, 10, 0.99, 1e-3, 5e-4",
        "antFwdBack, 100, 10, 0.99, 8e-4, 5e-4",
        "pointRobotWind, 5, 10, 0.9, 1e-3, 1e-3"
    })
    void columnsOfTable2DifferInFiveNumbers(
            String column,
            double lambda,
            double threshold,
            double discount,
            double criticRate,
            double actorRate)
            throws ReflectiveOperationException {
        RacConfig wind = WIND.withRates(criticRate, actorRate);
        assertThat(RacConfig.class.getMethod(column).invoke(null))
                .isEqualTo(
                        new RacConfig(
                                wind.sizes(),
                                0.4,
                                new Penalties(
                                        new Lambda.DualRule(lambda, 1, 0.05, 1e4, false),
                                        new Beta.TunedRule(1, 1e-3, threshold),
                                        new Entropy.TunedRule(1, 1e-4)),
                                wind.gap(),
                                Backup.SOFT,
                                wind.rollouts(),
                                discount,
                                0.005,
                                criticRate,
                                actorRate,
                                0.5,
                                0));
    }

    /** beta, critic's and actor's rate, length of rollouts: Table 1. Mind the walker's actor. */
    @ParameterizedTest
    @CsvSource({
        "halfCheetah, 1, 3e-4, 1e-4, 5",
        "hopper, 1, 3e-4, 1e-4, 5",
        "walker2d, 10, 1e-4, 1e-5, 1"
    })
    void columnsOfTable1DifferInFourNumbers(
            String column, double beta, double criticRate, double actorRate, int length)
            throws ReflectiveOperationException {
        assertThat(RacConfig.class.getMethod(column).invoke(null))
                .isEqualTo(
                        new RacConfig(
                                new Sizes(4, 256, 256),
                                0.4,
                                new Penalties(
                                        new Lambda.FixedRule(1),
                                        new Beta.FixedRule(beta),
                                        new Entropy.TunedRule(1, 1e-4)),
                                new Gap.Literal(Gap.States.IMAGINED),
                                Backup.SOFT,
                                new RolloutSchedule(length, 1000, 50_000, 250_000 * length),
                                0.99,
                                0.005,
                                criticRate,
                                actorRate,
                                0.5,
                                0));
    }

    /** Weight 5 beside the whole squared error is 2.5 beside one half of it (A3). */
    @Test
    void cqlAndCombosOwnNumbers() {
        RacConfig cql = RacConfig.cql();
        assertThat(cql.usesModel()).isFalse();
        assertThat(cql.realRows()).isEqualTo(256);
        assertThat(cql.penalties().beta()).isEqualTo(new Beta.FixedRule(2.5));
        assertThat(cql.penalties().regularize()).isFalse();
        assertThat(cql.backup()).isEqualTo(Backup.DETERMINISTIC);
        assertThat(cql.gap())
                .isEqualTo(new Gap.LogSumExp(Gap.States.MIXED, 10, Gap.Reduction.PER_STATE));
        assertThat(new double[] {cql.criticRate(), cql.actorRate()}).containsExactly(3e-4, 1e-4);
        RacConfig combo = RacConfig.offlineRlKit(5);
        assertThat(combo.realRows()).isEqualTo(128);
        assertThat(combo.gap())
                .isEqualTo(new Gap.LogSumExp(Gap.States.MIXED, 10, Gap.Reduction.PER_PAIR));
        assertThat(combo.rollouts()).isEqualTo(new RolloutSchedule(5, 1000, 50_000, 1_250_000));
        assertThat(combo.withGap(cql.gap()).withRollouts(cql.rollouts()).withAlpha(0.4))
                .isNotEqualTo(cql); // the share of real rows
    }

    @Test
    void comboIsTheSameLearnerWithoutRegularizers() {
        assertThat(WIND.combo())
                .isEqualTo(WIND.withPenalties(WIND.penalties().withoutRegularizers()));
    }

    /** batch, real ratio, real rows: never none and never all. */
    @ParameterizedTest
    @CsvSource({"256, 0.5, 128", "10, 0.25, 3", "4, 0.01, 1", "4, 0.99, 3"})
    void realRowsAreTheirShareOfTheBatch(int batch, double ratio, int rows) {
        RacConfig config =
                new RacConfig(
                        new Sizes(1, 1, batch),
                        0.4,
                        WIND.penalties(),
                        new Gap.Literal(Gap.States.IMAGINED),
                        Backup.SOFT,
                        new RolloutSchedule(1, 1, 1, 1),
                        0.9,
                        0.005,
                        1,
                        1,
                        ratio,
                        0);
        assertThat(config.realRows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "1.01, .9, .005, 1, 1, .5, \"alpha is 1.01, must be in [0, 1]\"",
                "NaN, .9, .005, 1, 1, .5, \"alpha is NaN, must be in [0, 1]\"",
                "-.1, .9, .005, 1, 1, .5, \"alpha is -0.1, must be in [0, 1]\"",
                ".4, 1, .005, 1, 1, .5, \"discount is 1.0, must be in (0, 1)\"",
                ".4, 0, .005, 1, 1, .5, \"discount is 0.0, must be in (0, 1)\"",
                ".4, .9, 0, 1, 1, .5, \"polyak is 0.0, must be in (0, 1]\"",
                ".4, .9, 1.1, 1, 1, .5, \"polyak is 1.1, must be in (0, 1]\"",
                ".4, .9, .005, 0, 1, .5, \"criticRate is 0.0, must be positive\"",
                ".4, .9, .005, 1, -1, .5, \"actorRate is -1.0, must be positive\"",
                ".4, .9, .005, 1, 1, 0, \"realRatio is 0.0, must be in (0, 1]\"",
                ".4, .9, .005, 1, 1, 1.1, \"realRatio is 1.1, must be in (0, 1]\"",
                ".4, .9, .005, 1, 1, 1, \"gap is taken over IMAGINED states while realRatio is 1\""
            })
    void refusesBadValues(
            double alpha,
            double discount,
            double polyak,
            double criticRate,
            double actorRate,
            double realRatio,
            String message) {
        assertThatThrownBy(
                        () ->
                                new RacConfig(
                                        Sizes.merpo(),
                                        alpha,
                                        WIND.penalties(),
                                        new Gap.Literal(Gap.States.IMAGINED),
                                        Backup.SOFT,
                                        new RolloutSchedule(1, 1, 1, 1),
                                        discount,
                                        polyak,
                                        criticRate,
                                        actorRate,
                                        realRatio,
                                        0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("RacConfig." + message);
    }

    @ParameterizedTest
    @CsvSource({"hiddenLayers, 0, 1, 2, 0, 1", "width, 1, 0, 2, 0, 1", "batch, 1, 1, 1, 1, 2"})
    void sizesRefuseBadValues(String name, int layers, int width, int batch, int value, int least) {
        assertThatThrownBy(() -> new Sizes(layers, width, batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "Sizes.%s is %d, must be at least %d".formatted(name, value, least));
    }
}
