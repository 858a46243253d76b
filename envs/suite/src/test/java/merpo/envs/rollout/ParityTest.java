package merpo.envs.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ParityTest {
    /** Observations 0, 1, 2 ... of one number, rewards 0, and the end after the last step. */
    private static Recording counting(int steps) {
        double[][] observations = new double[steps + 1][];
        for (int t = 0; t <= steps; t++) {
            observations[t] = new double[] {t};
        }
        boolean[] truncated = new boolean[steps];
        truncated[steps - 1] = true;
        return new Recording(observations, new double[steps], new boolean[steps], truncated);
    }

    @Test
    void equalRecordingsDifferByNothing() {
        Parity parity = Parity.between(counting(60), counting(60));
        assertThat(parity).isEqualTo(new Parity(60, 0, 0, 0, 0, true));
        assertThat(parity.within(0)).isTrue();
    }

    @Test
    void differencesAreCountedFromTheStepWhereTheyArise() {
        Recording other = counting(60);
        other.observations()[10][0] += 1;
        other.observations()[11][0] -= 2;
        other.observations()[51][0] += 4;
        other.rewards()[59] = -8;
        Parity parity = Parity.between(counting(60), other);
        assertThat(parity).isEqualTo(new Parity(60, 1, 2, 4, 8, true));
        assertThat(parity.within(8)).isTrue();
        assertThat(parity.within(7)).isFalse();
    }

    @Test
    void theStartCounts() {
        Recording other = counting(3);
        other.observations()[0][0] = 0.5;
        assertThat(Parity.between(counting(3), other).first10()).isEqualTo(0.5);
    }

    @Test
    void anotherEndIsNeverWithinAnyTolerance() {
        Parity shorter = Parity.between(counting(60), counting(40));
        assertThat(shorter.steps()).isEqualTo(40);
        assertThat(shorter.flagsEqual()).isFalse();
        assertThat(shorter.within(Double.POSITIVE_INFINITY)).isFalse();
        Recording fallen = counting(60);
        fallen.terminated()[59] = true;
        assertThat(Parity.between(counting(60), fallen).flagsEqual()).isFalse();
    }

    @Test
    void notANumberIsNeverWithin() {
        Recording broken = counting(5);
        broken.rewards()[2] = Double.NaN;
        assertThat(Parity.between(counting(5), broken).within(Double.POSITIVE_INFINITY)).isFalse();
    }

    @Test
    void theWorstOfTwoTakesEachColumnsWorse() {
        Parity one = new Parity(10, 1, 2, 3, 0, true);
        Parity other = new Parity(5, 2, 2, 2, 7, false);
        assertThat(one.and(other)).isEqualTo(new Parity(15, 2, 2, 3, 7, false));
    }

    @Test
    void rowsOfAnotherWidthAreNotCompared() {
        Recording wide =
                new Recording(new double[2][3], new double[1], new boolean[1], new boolean[1]);
        assertThatThrownBy(() -> Parity.between(counting(1), wide))
                .hasMessageContaining("1 numbers in a row, compared with 3");
    }
}
