package merpo.agents.rac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import merpo.agents.Data;
import merpo.agents.TaskData;
import org.junit.jupiter.api.Test;

/** What lambda is counted in, by hand. */
class PenaltyUnitTest {
    private static final PenaltyUnit.Density DENSITY = new PenaltyUnit.Density(2);

    /** Data without clones. */
    private static final TaskData BARE =
            Data.tasks(List.of(Data.rows(new float[] {0, 0, 1, 0})), List.of(new int[] {1}), 0);

    /** Clones of 1 and -3 nats, actions of two entries. */
    @Test
    void wideDataCountLessThanNarrowOnes() {
        assertThat(DENSITY.each(2, 1, -3))
                .containsExactly(new double[] {Math.exp(-1), Math.exp(3)}, within(1e-12));
    }

    /** h = 1/2 ln(2 pi e) + ln(0.1) of a normal distribution of variance 0.01. */
    @Test
    void atPowerTwoItIsOneOverTheVarianceButForAConstant() {
        double h = 0.5 * Math.log(2 * Math.PI * Math.E) + Math.log(0.1);
        assertThat(DENSITY.each(1, h)[0])
                .isCloseTo(1 / (2 * Math.PI * Math.E * 0.01), within(1e-12));
    }

    /** Of 4, -2, 0 the median is 0; of 4, -2, 0, 2 it is 1, half a nat for each of two entries. */
    @Test
    void tasksThatShareOneHaveThatOfTheMedianTask() {
        assertThat(DENSITY.shared(2, 4, -2, 0).value()).isEqualTo(1);
        assertThat(DENSITY.shared(2, 4, -2, 0, 2).value()).isCloseTo(Math.exp(-1), within(1e-12));
    }

    @Test
    void itIsKnownOnceDataAreSeen() {
        assertThat(new PenaltyUnit.Fixed(5).each(BARE)).containsExactly(5);
        assertThat(new PenaltyUnit.Fixed(5).shared(BARE)).isEqualTo(new PenaltyUnit.Fixed(5));
        assertThatThrownBy(DENSITY::known).hasMessageContaining("nobody has seen yet");
        assertThatThrownBy(() -> DENSITY.shared(BARE)).hasMessageContaining("without behavior");
    }

    @Test
    void whatIsNoUnitIsRefused() {
        assertThatThrownBy(() -> new PenaltyUnit.Fixed(0))
                .hasMessageContaining("PenaltyUnit.value is 0.0, must be positive");
        assertThatThrownBy(() -> new PenaltyUnit.Density(5))
                .hasMessageContaining("PenaltyUnit.power is 5.0, must be in (0, 4]");
    }
}
