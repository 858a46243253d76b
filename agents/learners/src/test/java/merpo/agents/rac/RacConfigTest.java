package merpo.agents.rac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import merpo.agents.Tables;
import merpo.agents.rac.RacConfig.Backup;
import merpo.agents.rac.RacConfig.Bootstrap;
import merpo.agents.rac.RacConfig.Optimizer;
import merpo.datagen.nn.Sizes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of RAC: shares of a batch, and what is refused. */
class RacConfigTest {
    private static final RacConfig WIND = Tables.merpo("point-robot-wind").inner();

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
                        new Bootstrap(Backup.SOFT, 0.9, 0.005, new RewardScale.Fixed(1)),
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
                                        new Bootstrap(
                                                Backup.SOFT,
                                                discount,
                                                polyak,
                                                new RewardScale.Fixed(1)),
                                        new Optimizer(criticRate, actorRate, 0),
                                        new RolloutSchedule(1, 1, 1, 1),
                                        realRatio))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("RacConfig." + message);
    }

    @Test
    void aBatchHoldsARealAndAnImaginedRow() {
        assertThatThrownBy(() -> Altered.sizes(WIND, new Sizes(1, 1, 1)))
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
