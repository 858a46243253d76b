package merpo.agents.rac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import merpo.agents.Tables;
import merpo.agents.rac.RacConfig.Penalties;
import merpo.datagen.nn.Multiplier;
import org.junit.jupiter.api.Test;

/** What holds the learner back, and how far its divergences are above their target. */
class PenaltiesTest {
    private static final Penalties TABLE =
            new Penalties(
                    new Multiplier.Plain(5, 1, 0.05, 0, 1e4, Multiplier.Clip.KEPT),
                    new Multiplier.Logarithmic(1, 1e-3, 10),
                    new Multiplier.Logarithmic(1, 1e-4, 0),
                    true,
                    new PenaltyUnit.Fixed(1));

    private static Duals duals(boolean cloneCorrected) {
        return duals(
                new Penalties(
                        TABLE.lambda(),
                        TABLE.beta(),
                        TABLE.entropy(),
                        cloneCorrected,
                        TABLE.unit()),
                1,
                1);
    }

    private static Duals duals(Penalties penalties, double... unit) {
        RacConfig config = Tables.merpo("point-robot-wind").inner().withPenalties(penalties);
        return Duals.start(config, new Multiplier.Fixed(config.alpha()), unit, 1, 4);
    }

    /** lambda 5, alpha 0.4, D_beta 4.16, D_c 0, target 0.05, rate 1. */
    @Test
    void lambdaMovesByTheExcessOfBothDivergences() {
        Duals duals = duals(false);
        duals.lambda().follow(task -> duals.divergenceExcess(task, 4.16, 0));
        // 5 + 0.4 * (4.16 - 0.05) + 0.6 * (0 - 0.05) = 5 + 1.644 - 0.03
        assertThat(duals.lambda().value(0)).isCloseTo(6.614, within(1e-12));
    }

    /** The clones find their data at 1 and 4: D_beta 3.16 and 0.16. */
    @Test
    void aCloneCorrectsTheDivergenceOfItsOwnTask() {
        Duals duals = duals(true);
        // 0.4 * (3.16 - 0.05) + 0.6 * (0.5 - 0.05) = 1.244 + 0.27
        assertThat(duals.divergenceExcess(0, 4.16, 0.5)).isCloseTo(1.514, within(1e-12));
        // 0.4 * (0.16 - 0.05) + 0.27
        assertThat(duals.divergenceExcess(1, 4.16, 0.5)).isCloseTo(0.314, within(1e-12));
    }

    /** Lambda 3 in units of 0.5 and 2, alpha 0.4: D_beta 2 and D_c 1 for both tasks. */
    @Test
    void theUnitWeighsBothRegularizers() {
        Multiplier three = new Multiplier.Fixed(3);
        Duals duals = duals(Hand.penalties(three, TABLE.beta(), TABLE.entropy()), 0.5, 2);
        assertThat(duals.strength(0)).isEqualTo(1.5);
        assertThat(duals.gather(1).strength(0)).isEqualTo(6);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray two = manager.full(new Shape(2, 3), 2f);
            NDArray one = manager.ones(new Shape(2, 3));
            float[] held = RacLosses.held(two, one, duals).toFloatArray();
            // 1.5 (0.4 * 2 + 0.6 * 1), 6 (0.4 * 2 + 0.6 * 1)
            assertThat(held).containsExactly(new float[] {2.1f, 8.4f}, within(1e-5f));
        }
    }

    @Test
    void withoutRegularizersOnlyLambdaChanges() {
        Penalties combo = TABLE.withoutRegularizers();
        assertThat(combo.lambda()).isEqualTo(new Multiplier.Fixed(0));
        assertThat(combo.beta()).isEqualTo(TABLE.beta());
        assertThat(combo.entropy()).isEqualTo(TABLE.entropy());
        assertThat(combo.regularize()).isFalse();
        assertThat(TABLE.regularize()).isTrue();
    }
}
