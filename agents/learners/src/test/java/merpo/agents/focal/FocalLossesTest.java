package merpo.agents.focal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The dual critic's losses on numbers that fit a margin. */
class FocalLossesTest {
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private NDArray rows(float... values) {
        return manager.create(values, new Shape(1, values.length));
    }

    private NDArray actions(int rows, float... values) {
        return manager.create(values, new Shape(1, rows, values.length / rows));
    }

    /** softplus(0) = log 2: -0.693147 + log(0.693147 + 1e-8) + 1 = -0.059660. */
    @Test
    void aDualCriticThatSaysNothingGivesADivergenceNearNothing() {
        NDArray d = FocalLosses.divergence(rows(0), rows(0));
        assertThat(d.getShape()).isEqualTo(new Shape(1, 1));
        assertThat(d.getFloat(0, 0)).isCloseTo(-0.059660f, within(1e-6f));
    }

    /** softplus(-1) = 0.313262, softplus(2) = 2.126928, its logarithm 0.754679. */
    @Test
    void theDivergenceRisesWhereCTellsTheActionsApart() {
        assertThat(FocalLosses.divergence(rows(-1), rows(2)).getFloat(0, 0))
                .isCloseTo(-0.313262f + 0.754679f + 1, within(1e-5f));
    }

    /**
     * D of 0.5 and 1.5, mean 1; c between 3, -2: relu(3 - 1)^2 = 4, relu(2 - 1)^2 = 1, mean 2.5.
     */
    @Test
    void theDualCriticRaisesTheDivergenceAndIsHeldWithinOne() {
        assertThat(FocalLosses.dualCritic(rows(0.5f, 1.5f), rows(3, -2)).getFloat(0))
                .isCloseTo(-1 + 5 * 2.5f, within(1e-5f));
        assertThat(FocalLosses.dualCritic(rows(0.5f, 1.5f), rows(0.9f, -0.5f)).getFloat(0))
                .isCloseTo(-1, within(1e-6f));
    }

    /** From the policy's action 0.2 a quarter of the way to the data's 1; both entries of a row. */
    @Test
    void aPointBetweenLiesTheMixOfTheWayFromThePolicysActionToTheDatas() {
        NDArray between =
                FocalLosses.between(actions(1, 1, 0), actions(1, 0.2f, -1), actions(1, 0.25f));
        assertThat(between.getFloat(0, 0, 0)).isCloseTo(0.4f, within(1e-6f));
        assertThat(between.getFloat(0, 0, 1)).isCloseTo(-0.75f, within(1e-6f));
    }
}
