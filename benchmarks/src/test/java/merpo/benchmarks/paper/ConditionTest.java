package merpo.benchmarks.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import merpo.benchmarks.paper.ClaimVerdict.State;
import merpo.benchmarks.paper.Condition.Best;
import merpo.benchmarks.paper.Condition.Compared;
import merpo.benchmarks.paper.Condition.Relation;
import merpo.benchmarks.paper.Quantity.Constant;
import merpo.benchmarks.paper.Quantity.Final;
import merpo.benchmarks.paper.Quantity.Spearman;
import merpo.benchmarks.paper.Quantity.StepsTo;
import org.junit.jupiter.api.Test;

final class ConditionTest {
    private static final Quantity A = new Final("a");
    private static final Quantity B = new Final("b");

    private static State state(Condition condition, double a, double b) {
        return condition.judge(Hand.of("a", Hand.scores(a), "b", Hand.scores(b))).state();
    }

    @Test
    void atLeastForgivesTheTolerance() {
        Condition condition = Condition.atLeast(A, B, 0.05);
        assertThat(state(condition, 0.50, 0.55)).isEqualTo(State.HOLDS);
        assertThat(state(condition, 0.49, 0.55)).isEqualTo(State.FAILS);
    }

    @Test
    void exceedingMeansMoreThanTheMargin() {
        Condition condition = Condition.exceeds(A, B, 0.05);
        assertThat(state(condition, 0.61, 0.55)).isEqualTo(State.HOLDS);
        assertThat(state(condition, 0.60, 0.55)).isEqualTo(State.FAILS);
    }

    @Test
    void atMostIsMovedBySlack() {
        Condition condition = Condition.atMost(A, B, -0.15);
        assertThat(state(condition, 0.30, 0.45)).isEqualTo(State.HOLDS);
        assertThat(state(condition, 0.31, 0.45)).isEqualTo(State.FAILS);
    }

    @Test
    void whatIsNeverReachedIsNotReachedInTime() {
        Condition sooner =
                Condition.atMost(
                        new StepsTo("a", new Constant(1)), new StepsTo("b", new Constant(1)), 0);
        assertThat(state(sooner, 1, 0)).isEqualTo(State.HOLDS);
        assertThat(state(sooner, 0, 0)).isEqualTo(State.FAILS);
        assertThat(state(sooner, 0, 1)).isEqualTo(State.FAILS);
    }

    @Test
    void aTrendOfAConstantIsNoTrend() {
        Condition falls = new Compared(new Spearman("x"), Relation.BELOW, new Constant(0), 0);
        assertThat(falls.judge(Hand.of("x", 3, 2, 1)).state()).isEqualTo(State.HOLDS);
        assertThat(falls.judge(Hand.of("x", 1, 2, 3)).state()).isEqualTo(State.FAILS);
        assertThat(falls.judge(Hand.of("x", 1, 1, 1)).state()).isEqualTo(State.FAILS);
    }

    @Test
    void theBestMayBeTied() {
        List<Quantity> all = List.of(A, B, new Constant(0.5));
        assertThat(state(new Best(A, all, 0.05), 0.7, 0.75)).isEqualTo(State.HOLDS);
        assertThat(state(new Best(A, all, 0.05), 0.7, 0.76)).isEqualTo(State.FAILS);
        assertThat(state(new Best(A, all, 0.05), 0.4, 0.3)).isEqualTo(State.FAILS);
    }

    @Test
    void allMustHold() {
        Condition both =
                Condition.all(
                        List.of(
                                Condition.atLeast(A, B, 0),
                                Condition.atLeast(A, new Constant(0.5), 0)));
        assertThat(state(both, 0.6, 0.1)).isEqualTo(State.HOLDS);
        assertThat(state(both, 0.4, 0.1)).isEqualTo(State.FAILS);
        assertThat(state(both, 0.6, 0.7)).isEqualTo(State.FAILS);
    }

    @Test
    void oneOfSeveralIsEnough() {
        Condition either =
                Condition.any(
                        List.of(
                                Condition.atLeast(A, B, 0),
                                Condition.atLeast(A, new Constant(0.5), 0)));
        assertThat(state(either, 0.4, 0.3)).isEqualTo(State.HOLDS);
        assertThat(state(either, 0.6, 0.7)).isEqualTo(State.HOLDS);
        assertThat(state(either, 0.4, 0.7)).isEqualTo(State.FAILS);
        assertThat(either.differences()).hasSize(2);
    }

    @Test
    void nearMeansNeitherAboveNorBelow() {
        assertThat(state(Condition.near(A, B, 0.05), 0.50, 0.55)).isEqualTo(State.HOLDS);
        assertThat(state(Condition.near(A, B, 0.05), 0.55, 0.50)).isEqualTo(State.HOLDS);
        assertThat(state(Condition.near(A, B, 0.05), 0.56, 0.50)).isEqualTo(State.FAILS);
        assertThat(state(Condition.near(A, B, 0.05), 0.50, 0.56)).isEqualTo(State.FAILS);
    }

    @Test
    void whatWasNotMeasuredIsNeitherTrueNorFalse() {
        ClaimVerdict verdict = Condition.atLeast(A, B, 0).judge(Hand.of("a", 1));
        assertThat(verdict.state()).isEqualTo(State.UNKNOWN);
        assertThat(verdict.numbers()).isEqualTo("there is no \"b\"");
    }

    @Test
    void theNumbersAreSaidInWords() {
        Condition condition = Condition.atLeast(A, B, 0.05);
        assertThat(condition.text()).isEqualTo("final(a) ≥ final(b) − 0.05");
        assertThat(condition.judge(Hand.of("a", Hand.scores(0.5), "b", Hand.scores(0.6))).numbers())
                .isEqualTo("final(a) = 0.5 < 0.6 − 0.05, where 0.6 = final(b)");
    }
}
