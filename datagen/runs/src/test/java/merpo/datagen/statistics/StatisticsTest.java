package merpo.datagen.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class StatisticsTest {
    /** (1 + 2 + 6) / 3 = 3; squares about it 4, 1, 9: 14 / 3. */
    @Test
    void theDeviationHasTheDivisorN() {
        assertThat(Statistics.mean(6, 1, 2)).isEqualTo(3);
        assertThat(Statistics.deviation(6, 1, 2)).isCloseTo(Math.sqrt(14 / 3.0), within(1e-15));
        assertThat(Statistics.deviation(-7)).isZero();
    }

    @Test
    void theMedianIsTheMiddleOneOrTheMeanOfTwo() {
        assertThat(Statistics.median(100, 300, 200)).isEqualTo(200);
        assertThat(Statistics.median(300, 800, 100, 200)).isEqualTo(250);
        assertThat(Statistics.median(5)).isEqualTo(5);
    }

    /** Between places 0 to 4 of 0, 10, 20, 30, 40: a tenth of the way is place 0.4. */
    @Test
    void quantilesAreLinearBetweenNeighbours() {
        double[] values = {40, 0, 30, 10, 20};
        assertThat(Statistics.quantile(0, values)).isZero();
        assertThat(Statistics.quantile(0.1, values)).isCloseTo(4, within(1e-12));
        assertThat(Statistics.quantile(0.25, values)).isEqualTo(10);
        assertThat(Statistics.quantile(1, values)).isEqualTo(40);
        assertThatThrownBy(() -> Statistics.quantile(95, values))
                .hasMessage("A quantile's share is 95.0, must be in [0, 1]: 0.5 is the median");
    }

    /** A quarter of 7 is 1.75: one at each end goes. */
    @Test
    void theInterquartileMeanLeavesAQuarterOutAtEachEnd() {
        assertThat(Statistics.interquartileMean(1000, 2, 3, 4, 5, 6, -1000)).isEqualTo(4);
        assertThat(Statistics.interquartileMean(1, 2, 3, 100)).isEqualTo(2.5);
        assertThat(Statistics.interquartileMean(1, 2, 6)).isEqualTo(3); // none goes
    }

    @Test
    void nothingHasNoSummary() {
        assertThatThrownBy(Statistics::mean)
                .hasMessage("0 numbers to summarize, must be at least 1");
        assertThatThrownBy(Statistics::median).hasMessageContaining("0 numbers");
        assertThatThrownBy(Statistics::interquartileMean).hasMessageContaining("0 numbers");
    }
}
