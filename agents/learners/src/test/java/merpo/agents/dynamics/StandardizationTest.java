package merpo.agents.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import merpo.agents.Data;
import org.junit.jupiter.api.Test;

/** Scales of the model: pooled over tasks, of changes and not of successors. */
class StandardizationTest {
    /** State, action, reward, successor. */
    private static final Standardization SCALE =
            Standardization.of(
                    List.of(
                            Data.rows(new float[] {1, 0.5f, 10, 2}),
                            Data.rows(new float[] {2, 0.5f, 20, 4}, new float[] {3, 0.5f, 30, 6})));

    @Test
    void meansAndDeviationsArePooledOverTheTasks() {
        // states 1, 2, 3: mean 2, variance 2/3; rewards 10, 20, 30
        assertThat(SCALE.inputMean()).containsExactly(new double[] {2, 0.5}, within(1e-9));
        assertThat(SCALE.inputDeviation()[0]).isCloseTo(Math.sqrt(2.0 / 3), within(1e-9));
        assertThat(SCALE.targetMean()[1]).isCloseTo(20, within(1e-9));
        assertThat(SCALE.targetDeviation()[1]).isCloseTo(10 * Math.sqrt(2.0 / 3), within(1e-9));
    }

    @Test
    void targetIsTheChangeOfTheObservation() {
        // successors 2, 4, 6 less states 1, 2, 3
        assertThat(SCALE.targetMean()[0]).isCloseTo(2, within(1e-9));
    }

    @Test
    void constantEntriesHaveDeviationOne() {
        assertThat(SCALE.inputDeviation()[1]).isEqualTo(1); // the action is always 0.5
        assertThat(SCALE.input(1, 0.5f)).isZero();
    }

    @Test
    void rawUndoesTarget() {
        assertThat(SCALE.raw(1, SCALE.target(1, 17))).isCloseTo(17, within(1e-5));
    }
}
