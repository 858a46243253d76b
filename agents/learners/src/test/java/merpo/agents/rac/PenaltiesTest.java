package merpo.agents.rac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import merpo.datagen.nn.Temperature;
import org.junit.jupiter.api.Test;

/** The numbers that are tuned beside the networks: lambda, beta, the weight of the entropy. */
class PenaltiesTest {
    private static Lambda lambda(double initial, double largest) {
        return new Lambda.DualRule(initial, 1, 0.05, largest, false).start();
    }

    /** lambda 5, alpha 0.4, D_beta 4.16, D_c 0, target 0.05, rate 1. */
    @Test
    void lambdaMovesByTheExcessOfTheDivergences() {
        Lambda lambda = lambda(5, 1e4);
        lambda.update(0.4, 4.16, 0);
        // 5 + 0.4 * (4.16 - 0.05) + 0.6 * (0 - 0.05) = 5 + 1.644 - 0.03
        assertThat(lambda.value()).isCloseTo(6.614, within(1e-12));
    }

    @Test
    void lambdaStaysBetweenZeroAndItsLargest() {
        Lambda small = lambda(0.5, 10);
        small.update(0.4, -20, 0);
        assertThat(small.value()).isZero();
        Lambda large = lambda(9.5, 10);
        large.update(0.4, 20, 0);
        assertThat(large.value()).isEqualTo(10);
    }

    @Test
    void fixedLambdaDoesNotMove() {
        Lambda lambda = new Lambda.FixedRule(3).start();
        lambda.update(0.4, 100, 100);
        assertThat(lambda.value()).isEqualTo(3);
    }

    /** Table 2: log beta from 0 at rate 1e-3; Adam's first step is the rate itself. */
    @Test
    void gapAboveItsThresholdRaisesBetaAndBelowLowersIt() {
        Beta raised = new Beta.TunedRule(1, 1e-3, 5).start();
        raised.update(7);
        assertThat(Math.log(raised.value())).isCloseTo(1e-3, within(1e-9));
        Beta lowered = new Beta.TunedRule(1, 1e-3, 5).start();
        lowered.update(3);
        assertThat(Math.log(lowered.value())).isCloseTo(-1e-3, within(1e-9));
    }

    @Test
    void betaIsAtMostAMillion() {
        Beta beta = new Beta.TunedRule(9e5, 1, 5).start();
        beta.update(7); // e times 9e5 without the clamp
        assertThat(beta.value()).isEqualTo(1e6);
    }

    @Test
    void fixedBetaDoesNotMove() {
        Beta beta = new Beta.FixedRule(3).start();
        beta.update(100);
        assertThat(beta.value()).isEqualTo(3);
    }

    /** Two action entries: the target entropy is -2, that is a mean log density of 2. */
    @Test
    void tunedEntropyAimsAtMinusTheNumberOfActionEntries() {
        Temperature sharp = new Entropy.TunedRule(1, 1e-3).start(2);
        sharp.update(2.5); // entropy -2.5, below -2: more weight
        assertThat(Math.log(sharp.value())).isCloseTo(1e-3, within(1e-9));
        Temperature blunt = new Entropy.TunedRule(1, 1e-3).start(2);
        blunt.update(1.5);
        assertThat(Math.log(blunt.value())).isCloseTo(-1e-3, within(1e-9));
    }

    @Test
    void fixedEntropyDoesNotMove() {
        Temperature temperature = new Entropy.FixedRule(0.05).start(2);
        temperature.update(100);
        assertThat(temperature.value()).isEqualTo(0.05);
    }

    private static Penalties table() {
        return new Penalties(
                new Lambda.DualRule(5, 1, 0.05, 1e4, false),
                new Beta.TunedRule(1, 1e-3, 10),
                new Entropy.TunedRule(1, 1e-4));
    }

    /**
     * A45: lambda and its rate, beta and its threshold, the entropy; not divergences, not rates.
     */
    @Test
    void scalingMultipliesPenaltiesAndKeepsTheRules() {
        assertThat(table().scaled(0.5))
                .isEqualTo(
                        new Penalties(
                                new Lambda.DualRule(2.5, 0.5, 0.05, 5e3, false),
                                new Beta.TunedRule(0.5, 1e-3, 5),
                                new Entropy.TunedRule(0.5, 1e-4)));
    }

    @Test
    void fixingKeepsTheStartValuesTimesTheScaleAndTakesTheEntropysWeight() {
        assertThat(table().fixed(0.5, 0.02))
                .isEqualTo(
                        new Penalties(
                                new Lambda.FixedRule(2.5),
                                new Beta.FixedRule(0.5),
                                new Entropy.FixedRule(0.02)));
    }

    @Test
    void withoutRegularizersOnlyLambdaChanges() {
        Penalties combo = table().withoutRegularizers();
        assertThat(combo.lambda()).isEqualTo(new Lambda.FixedRule(0));
        assertThat(combo.beta()).isEqualTo(table().beta());
        assertThat(combo.entropy()).isEqualTo(table().entropy());
        assertThat(combo.regularize()).isFalse();
        assertThat(table().regularize()).isTrue();
    }

    @Test
    void rulesRefuseBadValues() {
        refused(() -> new Lambda.FixedRule(-1), "Lambda is -1.0, must be at least 0");
        refused(() -> new Lambda.FixedRule(Double.NaN), "Lambda is NaN, must be at least 0");
        refused(() -> new Lambda.DualRule(-1, 1, 0, 1, false), "initial -1.0");
        refused(() -> new Lambda.DualRule(1, 0, 0, 1, false), "rate 0.0");
        refused(() -> new Lambda.DualRule(5, 1, 0, 1, false), "initial <= largest");
        refused(() -> new Lambda.DualRule(1, 1, Double.NaN, 1, false), "target NaN");
        refused(() -> new Beta.FixedRule(-1), "Beta is -1.0, must be at least 0");
        refused(() -> new Beta.TunedRule(0, 1, 1), "initial 0.0");
        refused(() -> new Beta.TunedRule(1, 0, 1), "rate 0.0");
        refused(() -> new Beta.TunedRule(1, 1, Double.NaN), "threshold NaN");
        refused(() -> new Entropy.FixedRule(-1), "Entropy.FixedRule.value is -1.0");
        refused(() -> new Entropy.TunedRule(0, 1), "initial 0.0, rate 1.0; both must be positive");
        refused(() -> new Entropy.TunedRule(1, 0), "rate 0.0");
    }

    private static void refused(Runnable construction, String message) {
        assertThatThrownBy(construction::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
