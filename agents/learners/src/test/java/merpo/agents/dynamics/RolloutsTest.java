package merpo.agents.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of rollouts. */
class RolloutsTest {
    @Test
    void rolloutsFollowThePolicyAndStopAtAHundred() {
        assertThat(Rollouts.of(5, 256))
                .isEqualTo(new Rollouts(5, 256, Rollouts.Actions.POLICY, 100));
        assertThat(Rollouts.of(5, 256).transitions()).isEqualTo(1280);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|1|1|length is 0, must be at least 1",
                "1|0|1|rows is 0, must be at least 1",
                "1|1|0|divergence is 0.0, must be positive",
                "1|1|NaN|divergence is NaN, must be positive"
            })
    void refusesBadValues(int length, int rows, double divergence, String message) {
        assertThatThrownBy(() -> new Rollouts(length, rows, Rollouts.Actions.POLICY, divergence))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Rollouts." + message);
    }
}
