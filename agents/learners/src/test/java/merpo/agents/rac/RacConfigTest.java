package merpo.agents.rac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import merpo.agents.rac.RacConfig.Backup;
import merpo.agents.rac.RacConfig.Bootstrap;
import merpo.agents.rac.RacConfig.Optimizer;
import merpo.agents.rac.RacConfig.Penalties;
import merpo.datagen.nn.Multiplier;
import merpo.datagen.nn.Sizes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of RAC: Table 2, and what is refused. */
class RacConfigTest {
    private static final RacConfig WIND = RacPresets.pointRobotWind();

    @Test
    void pointRobotWindIsItsColumnOfTable2() {
        assertThat(WIND)
                .isEqualTo(
                        new RacConfig(
                                new Sizes(5, 300, 256),
                                0.4,
                                new Penalties(
                                        new Multiplier.Plain(
                                                5, 1, 0.05, 0, 1e4, Multiplier.Clip.KEPT),
                                        new Multiplier.Logarithmic(Math.exp(0), 1e-3, 10),
                                        new Multiplier.Logarithmic(1, 1e-4, 0)),
                                new Gap.Literal(Gap.States.IMAGINED),
                                new Bootstrap(Backup.SOFT, 0.9, 0.005),
                                new Optimizer(1e-3, 1e-3, 0),
                                new RolloutSchedule(1, 1, 256, 20_000),
                                0.5));
    }

    /** Against the wind: discount 0.99, lambda from 100, the inner actor at 5e-4. */
    @Test
    void halfCheetahFwdBackIsItsColumnOfTable2() {
        assertThat(RacPresets.halfCheetahFwdBack())
                .isEqualTo(
                        new RacConfig(
                                new Sizes(5, 300, 256),
                                0.4,
                                new Penalties(
                                        new Multiplier.Plain(
                                                100, 1, 0.05, 0, 1e4, Multiplier.Clip.KEPT),
                                        new Multiplier.Logarithmic(1, 1e-3, 10),
                                        new Multiplier.Logarithmic(1, 1e-4, 0)),
                                new Gap.Literal(Gap.States.IMAGINED),
                                new Bootstrap(Backup.SOFT, 0.99, 0.005),
                                new Optimizer(1e-3, 5e-4, 0),
                                new RolloutSchedule(1, 1, 256, 20_000),
                                0.5));
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
        assertThat(RacPresets.class.getMethod(column).invoke(null))
                .isEqualTo(
                        new RacConfig(
                                wind.sizes(),
                                0.4,
                                new Penalties(
                                        new Multiplier.Plain(
                                                lambda, 1, 0.05, 0, 1e4, Multiplier.Clip.KEPT),
                                        new Multiplier.Logarithmic(1, 1e-3, threshold),
                                        new Multiplier.Logarithmic(1, 1e-4, 0)),
                                wind.gap(),
                                new Bootstrap(Backup.SOFT, discount, 0.005),
                                new Optimizer(criticRate, actorRate, 0),
                                wind.rollouts(),
                                0.5));
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
        assertThat(RacPresets.class.getMethod(column).invoke(null))
                .isEqualTo(
                        new RacConfig(
                                new Sizes(4, 256, 256),
                                0.4,
                                new Penalties(
                                        new Multiplier.Fixed(1),
                                        new Multiplier.Fixed(beta),
                                        new Multiplier.Logarithmic(1, 1e-4, 0)),
                                new Gap.Literal(Gap.States.IMAGINED),
                                new Bootstrap(Backup.SOFT, 0.99, 0.005),
                                new Optimizer(criticRate, actorRate, 0),
                                new RolloutSchedule(length, 1000, 50_000, 250_000 * length),
                                0.5));
    }

    /** Weight 5 beside the whole squared error is 2.5 beside one half of it (A3). */
    @Test
    void cqlAndCombosOwnNumbers() {
        RacConfig cql = RacPresets.cql();
        assertThat(cql.usesModel()).isFalse();
        assertThat(cql.realRows()).isEqualTo(256);
        assertThat(cql.penalties().beta()).isEqualTo(new Multiplier.Fixed(2.5));
        assertThat(cql.penalties().regularize()).isFalse();
        assertThat(cql.bootstrap().backup()).isEqualTo(Backup.DETERMINISTIC);
        assertThat(cql.gap())
                .isEqualTo(new Gap.LogSumExp(Gap.States.MIXED, 10, Gap.Reduction.PER_STATE));
        assertThat(cql.optimizer()).isEqualTo(new Optimizer(3e-4, 1e-4, 0));
        RacConfig combo = RacPresets.offlineRlKit(5);
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
                        new Bootstrap(Backup.SOFT, 0.9, 0.005),
                        new Optimizer(1, 1, 0),
                        new RolloutSchedule(1, 1, 1, 1),
                        ratio);
        assertThat(config.realRows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "1.01, .9, .005, 1, 1, .5, \"alpha is 1.01, must be in [0, 1]\"",
                "NaN, .9, .005, 1, 1, .5, \"alpha is NaN, must be in [0, 1]\"",
                "-.1, .9, .005, 1, 1, .5, \"alpha is -0.1, must be in [0, 1]\"",
                ".4, 1, .005, 1, 1, .5, \"bootstrap.discount is 1.0, must be in (0, 1)\"",
                ".4, 0, .005, 1, 1, .5, \"bootstrap.discount is 0.0, must be in (0, 1)\"",
                ".4, .9, 0, 1, 1, .5, \"bootstrap.polyak is 0.0, must be in (0, 1]\"",
                ".4, .9, 1.1, 1, 1, .5, \"bootstrap.polyak is 1.1, must be in (0, 1]\"",
                ".4, .9, .005, 0, 1, .5, \"optimizer.criticRate is 0.0, must be positive\"",
                ".4, .9, .005, 1, -1, .5, \"optimizer.actorRate is -1.0, must be positive\"",
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
                                        WIND.sizes(),
                                        alpha,
                                        WIND.penalties(),
                                        new Gap.Literal(Gap.States.IMAGINED),
                                        new Bootstrap(Backup.SOFT, discount, polyak),
                                        new Optimizer(criticRate, actorRate, 0),
                                        new RolloutSchedule(1, 1, 1, 1),
                                        realRatio))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("RacConfig." + message);
    }

    @Test
    void aBatchHoldsARealAndAnImaginedRow() {
        assertThatThrownBy(() -> WIND.withSizes(new Sizes(1, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "RacConfig.sizes.batch is 1, must be at least 2: one real, one imagined row");
    }

    @ParameterizedTest
    @CsvSource({"hiddenLayers, 0, 1, 1", "width, 1, 0, 1", "batch, 1, 1, 0"})
    void sizesRefuseBadValues(String name, int layers, int width, int batch) {
        assertThatThrownBy(() -> new Sizes(layers, width, batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Sizes.%s is 0, must be at least 1".formatted(name));
    }
}
