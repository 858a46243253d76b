package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ScalarAdamTest {
    /**
     * Gradient 2 twice, from 1 at rate 0.1: moments 0.2 and 0.004, then 0.38 and 0.007996; each
     * step, bias corrected, is the rate.
     */
    @Test
    void itsStateIsItsNumberItsMomentsAndItsSteps() {
        ScalarAdam adam = new ScalarAdam(1, 0.1);
        assertThat(adam.state()).isEqualTo(new ScalarAdam.State(1, 0, 0, 0));
        adam.step(2);
        adam.step(2);
        ScalarAdam.State state = adam.state();
        assertThat(state.value()).isCloseTo(0.8, within(1e-8));
        assertThat(state.first()).isCloseTo(0.38, within(1e-12)); // 0.9 * 0.2 + 0.1 * 2
        assertThat(state.second()).isCloseTo(0.007996, within(1e-12)); // 0.999 * 0.004 + 0.004
        assertThat(state.steps()).isEqualTo(2);
    }

    @Test
    void itGoesOnFromItsStateBitByBit() {
        ScalarAdam first = new ScalarAdam(1, 0.1);
        ScalarAdam second = new ScalarAdam(-7, 0.1);
        first.step(2);
        first.step(-0.5);
        second.step(11);
        second.restore(ScalarAdam.State.of(first.state().toArray()));
        assertThat(second.state()).isEqualTo(first.state());
        first.step(0.3);
        second.step(0.3);
        assertThat(second.value()).isEqualTo(first.value());
    }

    @Test
    void aStateDoesNotMoveWithTheNumber() {
        ScalarAdam adam = new ScalarAdam(1, 0.1);
        ScalarAdam.State before = adam.state();
        adam.step(2);
        assertThat(before.value()).isEqualTo(1);
    }
}
