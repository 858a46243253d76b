package merpo.benchmarks.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import merpo.benchmarks.paper.Quantity.Constant;
import merpo.benchmarks.paper.Quantity.Final;
import merpo.benchmarks.paper.Quantity.First;
import merpo.benchmarks.paper.Quantity.Level;
import merpo.benchmarks.paper.Quantity.Spearman;
import merpo.benchmarks.paper.Quantity.StepsTo;
import merpo.benchmarks.paper.Quantity.Times;
import merpo.benchmarks.paper.Quantity.Unrest;
import merpo.benchmarks.trials.NotMeasured;
import org.junit.jupiter.api.Test;

final class QuantityTest {
    private static double value(Quantity quantity, double... scores) {
        return quantity.in(Hand.of("x", scores));
    }

    /** 1 ... 100: the last tenth is 91 ... 100, mean 95.5. */
    @Test
    void finalIsTheMeanOfTheLastTenth() {
        double[] scores = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
        assertThat(value(new Final("x"), scores)).isEqualTo(95.5);
    }

    /** Ten evaluations: a tenth would be one, so the last five count, 6 ... 10. */
    @Test
    void finalAveragesAtLeastFiveEvaluations() {
        double[] scores = IntStream.rangeClosed(1, 10).asDoubleStream().toArray();
        assertThat(value(new Final("x"), scores)).isEqualTo(8);
        assertThat(value(new Final("x"), 1, 3)).isEqualTo(2);
    }

    @Test
    void firstIsTheFirstScore() {
        assertThat(value(new First("x"), 0.3, 0.9)).isEqualTo(0.3);
    }

    /** The last fifth of twenty is 1 2 4 5: mean 3, squares 4 + 1 + 1 + 4, divided by 4. */
    @Test
    void unrestIsTheDeviationOfTheLastFifth() {
        double[] scores = new double[20];
        Arrays.fill(scores, 9);
        scores[16] = 1;
        scores[17] = 2;
        scores[18] = 4;
        scores[19] = 5;
        assertThat(value(new Unrest("x"), scores)).isCloseTo(Math.sqrt(10.0 / 4), within(1e-12));
    }

    /** Smoothed 0 0 5 5 5 is 5/3, 10/4, 15/5, 15/4, 15/3: 2.5 is reached at step 2, 4 at step 5. */
    @Test
    void stepsToALevelCountOnTheSmoothedCurve() {
        double[] scores = {0, 0, 5, 5, 5};
        assertThat(value(new StepsTo("x", new Constant(2.5)), scores)).isEqualTo(2);
        assertThat(value(new StepsTo("x", new Constant(4)), scores)).isEqualTo(5);
        assertThat(value(new StepsTo("x", new Constant(6)), scores)).isInfinite();
    }

    /** Smoothed 0 0 5 5 5 ends with 15/3; a single 6 among zeros is 6/5. */
    @Test
    void thePeakIsThatOfTheSmoothedCurve() {
        assertThat(value(new Quantity.Peak("x"), 0, 0, 5, 5, 5)).isEqualTo(5);
        assertThat(value(new Quantity.Peak("x"), 0, 0, 0, 0, 6, 0, 0, 0, 0)).isEqualTo(1.2);
    }

    /** Ranks 1 2 3 4 against 1 2 4 3: 1 - 6 (0 + 0 + 1 + 1) / (4 * 15) = 0.8. */
    @Test
    void spearmanComparesRanksOnly() {
        assertThat(value(new Spearman("x"), 0.1, 0.2, 99, 0.3)).isCloseTo(0.8, within(1e-12));
        assertThat(value(new Spearman("x"), 4, 3, 2, -50)).isCloseTo(-1, within(1e-12));
        assertThat(value(new Spearman("x"), 1, 1, 1)).isNaN();
        assertThatThrownBy(() -> value(new Spearman("x"), 1)).isInstanceOf(NotMeasured.class);
    }

    @Test
    void severalBecomeOne() {
        Quantity a = new Constant(1);
        Quantity b = new Constant(4);
        assertThat(value(Quantity.min(a, b), 0)).isEqualTo(1);
        assertThat(value(Quantity.max(a, b), 0)).isEqualTo(4);
        assertThat(value(Quantity.mean(a, b), 0)).isEqualTo(2.5);
        assertThat(value(new Times(0.9, b), 0)).isEqualTo(3.6);
        assertThat(Quantity.max(new Final("RAC"), new Level("RAC", "meta")).text())
                .isEqualTo("max(final(RAC), meta(RAC))");
    }
}
