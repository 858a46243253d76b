package merpo.agents.context.soft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import merpo.agents.context.TimeLimits;
import merpo.datagen.nn.SquashedGaussian;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Losses on numbers that fit a margin. */
class SoftLossesTest {
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private NDArray rows(float... values) {
        return manager.create(values, new Shape(1, values.length));
    }

    private NDArray actions(int rows, float... values) {
        return manager.create(values, new Shape(1, rows, values.length / rows));
    }

    /** 5 * 2 + 0.9 * 4 = 13.6; at the end of a task 5 * 2 alone. */
    @Test
    void theTargetScalesTheRewardAndCutsAtARealEnd() {
        NDArray y =
                SoftLosses.target(
                        rows(2, 2),
                        rows(1, 0),
                        rows(4, 4),
                        new Bootstrap(0.9, 0.005, 5, TimeLimits.BOOTSTRAP));
        assertThat(y.getFloat(0, 0)).isCloseTo(13.6f, within(1e-5f));
        assertThat(y.getFloat(0, 1)).isEqualTo(10);
    }

    /** Heads (1, 3) and (2, 0), y (2, 1): mean of 1 and 4, and mean of 0 and 1. */
    @Test
    void theCriticsAddTheirMeanSquares() {
        NDArray q = manager.create(new float[] {1, 3, 2, 0}, new Shape(1, 2, 2));
        assertThat(SoftLosses.critic(q, rows(2, 1)).toFloatArray()).containsExactly(2.5f + 0.5f);
    }

    /** min Q (3, 1), log pi (-2, 0.5): V is to be (5, 0.5). V (4, 2.5): mean of 1 and 4. */
    @Test
    void theValueIsThatOfActingAndOfEntropy() {
        NDArray soft = SoftLosses.soft(rows(3, 1), rows(-2, 0.5f), 1);
        assertThat(soft.toFloatArray()).containsExactly(5, 0.5f);
        assertThat(SoftLosses.value(rows(4, 2.5f), soft).toFloatArray()).containsExactly(2.5f);
        assertThat(SoftLosses.soft(rows(3, 1), rows(-2, 0.5f), 0).toFloatArray())
                .containsExactly(3, 1);
    }

    /** Means (1, 3) and log deviations (-2, 0): norms 1e-3 (1 + 9) / 2 and 1e-3 (4 + 0) / 2. */
    @Test
    void thePolicyClimbsAndKeepsItsNumbersSmall() {
        SquashedGaussian pi = new SquashedGaussian(actions(1, 1, 3), actions(1, -2, 0));
        assertThat(SoftLosses.policy(rows(4), pi).getFloat(0))
                .isCloseTo(-4 + 0.005f + 0.002f, within(1e-6f));
    }

    /**
     * Two rows of two entries: distances 0.2 and 0.4, and 0: (0.04 + 0.16) / 2 rows = 0.1 over 2 *
     * 0.04.
     */
    @Test
    void imitationIsALikelihoodOfDeviationAFifth() {
        NDArray loss =
                SoftLosses.imitation(actions(2, 0.5f, -0.5f, 0, 1), actions(2, 0.3f, -0.1f, 0, 1));
        assertThat(loss.getFloat(0)).isCloseTo(1.25f, within(1e-5f));
    }
}
