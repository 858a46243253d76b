package merpo.datagen.behavior;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static final double RANDOM = -10;

    /** Measures what is asked for, in the order in which it is asked. */
    private static List<Integer> measure(Choice choice, IntToDoubleFunction truth) {
        List<Integer> asked = new ArrayList<>();
        for (OptionalInt next = choice.next(); next.isPresent(); next = choice.next()) {
            int place = next.getAsInt();
            asked.add(place);
            choice.measured(place, new Choice.Measured(truth.applyAsDouble(place), 1, 2));
        }
        return asked;
    }

    /** From -10 to 90 in steps of 1: shares are hundredths of the places. */
    private static double[] line() {
        double[] curve = new double[101];
        for (int k = 0; k < curve.length; k++) {
            curve[k] = RANDOM + k;
        }
        return curve;
    }

    @Test
    void anHonestCurveNeedsNoSecondTry() {
        Choice choice = new Choice(line(), RANDOM);
        measure(choice, place -> RANDOM + place);
        assertThat(choice.kept()).containsExactly(0, 10, 20, 35, 50, 65, 77, 90, 100);
        assertThat(choice.best()).isEqualTo(90);
        assertThat(choice.share(35)).isEqualTo(0.35);
    }

    @Test
    void theBestIsSoughtInTheLastQuarterOnly() {
        double[] curve = line();
        curve[40] = 500;
        curve[80] = 95;
        Choice choice = new Choice(curve, RANDOM);
        measure(choice, place -> curve[place]);
        assertThat(choice.kept()).contains(80).doesNotContain(100);
    }

    /** The curve is of few episodes; its three highest are measured with more. */
    @Test
    void theBestIsTheOneMeasuredBest() {
        Choice choice = new Choice(line(), RANDOM);
        measure(choice, place -> place == 99 ? 95 : RANDOM + place);
        assertThat(choice.best()).isEqualTo(95);
        assertThat(choice.kept()).endsWith(89, 99).doesNotContain(98, 100);
    }

    /**
     * The curve says 35 hundredths of too much below the middle: truth is a jump. More are tried
     * around the middle of the medium band until one is inside; the failures are not kept.
     */
    @Test
    void whereABandIsEmptyMoreAreTried() {
        Choice choice = new Choice(line(), RANDOM);
        List<Integer> asked =
                measure(choice, place -> RANDOM + (place < 52 && place > 35 ? 32 : place));
        assertThat(asked).hasSizeGreaterThan(11);
        assertThat(choice.kept()).contains(52).doesNotContain(49, 51);
    }

    /** A training may fall behind its best: a later one may stand for a band, the best is last. */
    @Test
    void whatComesAfterTheBestMayStandForABand() {
        Choice choice = new Choice(line(), RANDOM);
        measure(
                choice,
                place -> place == 98 ? 95 : place == 100 ? 70 : Math.min(RANDOM + place, 55));
        assertThat(choice.kept()).endsWith(88, 100, 98);
    }

    @Test
    void whatCannotBeFoundIsGivenUp() {
        Choice choice = new Choice(line(), RANDOM);
        List<Integer> asked = measure(choice, place -> place == 100 ? 90 : RANDOM);
        assertThat(asked).hasSizeLessThanOrEqualTo(11 + 3 * 8);
        assertThat(choice.kept()).containsExactly(0, 10, 20, 35, 50, 65, 77, 90, 100);
    }

    @Test
    void aPolicyThatIsNoBetterThanChanceIsLeftAtThat() {
        Choice choice = new Choice(line(), RANDOM);
        assertThat(measure(choice, place -> RANDOM)).hasSizeLessThanOrEqualTo(12);
        assertThat(choice.best()).isEqualTo(RANDOM);
    }
}
