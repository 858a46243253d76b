package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TemperatureTest {
    /** Target -2, mean log density 3, so entropy -3 is below it: explore more. Adam: x + 0.01. */
    @Test
    void itRisesWhereTheEntropyIsBelowItsTarget() {
        Temperature temperature = new Temperature.Tuned(0.1, 0.01, -2);
        temperature.update(3);
        assertThat(temperature.value()).isCloseTo(0.1 * Math.exp(0.01), within(1e-8));
    }

    /** Mean log density 1, so entropy -1 is above -2: explore less. */
    @Test
    void itFallsWhereTheEntropyIsAboveItsTarget() {
        Temperature temperature = new Temperature.Tuned(0.1, 0.01, -2);
        temperature.update(1);
        assertThat(temperature.value()).isCloseTo(0.1 * Math.exp(-0.01), within(1e-8));
    }

    @Test
    void itRestsAtTheTarget() {
        Temperature temperature = new Temperature.Tuned(0.1, 0.01, -2);
        temperature.update(2);
        assertThat(temperature.value()).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void aFixedOneStays() {
        Temperature fixed = new Temperature.Fixed(0.2);
        fixed.update(100);
        assertThat(fixed.value()).isEqualTo(0.2);
        assertThat(Temperature.values(List.of(fixed, new Temperature.Fixed(0))))
                .containsExactly(0.2f, 0);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Temperature.Fixed(-1))
                .hasMessage("Temperature.Fixed.value is -1.0, must be at least 0");
        assertThatThrownBy(() -> new Temperature.Fixed(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Temperature.Tuned(0, 0.01, -2))
                .hasMessage("Temperature.Tuned.initial is 0.0, must be positive and finite");
    }
}
