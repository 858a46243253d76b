package merpo.agents.focal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import merpo.datagen.nn.SquashedGaussian;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** FOCAL's losses on numbers that fit a margin. */
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

    /** 5 * 2 + 0.9 * 4 = 13.6; at the end of a task 5 * 2 alone. */
    @Test
    void theTargetScalesTheRewardAndCutsAtARealEnd() {
        NDArray y =
                FocalLosses.target(
                        rows(2, 2),
                        rows(1, 0),
                        rows(4, 4),
                        new FocalConfig.Bootstrap(0.9, 0.005, 5, FocalConfig.TimeLimits.BOOTSTRAP));
        assertThat(y.getFloat(0, 0)).isCloseTo(13.6f, within(1e-5f));
        assertThat(y.getFloat(0, 1)).isEqualTo(10);
    }

    /** Heads (1, 3) and (2, 0), y (2, 1): mean of 1 and 4, and mean of 0 and 1. */
    @Test
    void theCriticsAddTheirMeanSquares() {
        NDArray q = manager.create(new float[] {1, 3, 2, 0}, new Shape(1, 2, 2));
        assertThat(FocalLosses.critic(q, rows(2, 1)).toFloatArray()).containsExactly(2.5f + 0.5f);
    }

    /** min Q (3, 1), log pi (-2, 0.5): V is to be (5, 0.5). V (4, 2.5): mean of 1 and 4. */
    @Test
    void theValueIsThatOfActingAndOfEntropy() {
        NDArray soft = FocalLosses.soft(rows(3, 1), rows(-2, 0.5f), 1);
        assertThat(soft.toFloatArray()).containsExactly(5, 0.5f);
        assertThat(FocalLosses.value(rows(4, 2.5f), soft).toFloatArray()).containsExactly(2.5f);
        assertThat(FocalLosses.soft(rows(3, 1), rows(-2, 0.5f), 0).toFloatArray())
                .containsExactly(3, 1);
    }

    /** Means (1, 3) and log deviations (-2, 0): norms 1e-3 (1 + 9) / 2 and 1e-3 (4 + 0) / 2. */
    @Test
    void thePolicyClimbsAndKeepsItsNumbersSmall() {
        SquashedGaussian pi = new SquashedGaussian(actions(1, 1, 3), actions(1, -2, 0));
        assertThat(FocalLosses.policy(rows(4), pi).getFloat(0))
                .isCloseTo(-4 + 0.005f + 0.002f, within(1e-6f));
    }

    /**
     * Two rows of two entries: distances 0.2 and 0.4, and 0: (0.04 + 0.16) / 2 rows = 0.1 over 2 *
     * 0.04.
     */
    @Test
    void imitationIsALikelihoodOfDeviationAFifth() {
        NDArray loss =
                FocalLosses.imitation(actions(2, 0.5f, -0.5f, 0, 1), actions(2, 0.3f, -0.1f, 0, 1));
        assertThat(loss.getFloat(0)).isCloseTo(1.25f, within(1e-5f));
    }
}
