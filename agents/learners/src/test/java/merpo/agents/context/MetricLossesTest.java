package merpo.agents.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

import merpo.agents.Given;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

/** The distance loss on numbers that fit a margin. */
class MetricLossesTest {
    private static final double ONE_PAIR = 1 / (1 + 1e-3); // weight of a pair that is the only one

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** Of embeddings of two numbers. */
    private double loss(boolean[] same, float... z) {
        return MetricLosses.inverseSquare(manager.create(z, new Shape(z.length / 2, 2)), same)
                .getFloat(0);
    }

    private static boolean[] pairs(boolean... same) {
        return same;
    }

    /** sqrt(0 + 1e-3) = 0.031623. */
    @Test
    void equalEmbeddingsOfOneTaskCostAlmostNothing() {
        assertThat(loss(pairs(true), 0.5f, 0.2f, 0.5f, 0.2f))
                .isCloseTo(0.031623 * ONE_PAIR, within(1e-6));
    }

    /** 1 / (0 + 0.1) = 10. */
    @Test
    void equalEmbeddingsOfTwoTasksCostTen() {
        assertThat(loss(pairs(false), 0.5f, 0.2f, 0.5f, 0.2f))
                .isCloseTo(10 * ONE_PAIR, within(1e-5));
    }

    /** Differences (1, -1): m = (1 + 1) / 2 = 1; sqrt(1.001) = 1.0005 and 1 / 1.1 = 0.909091. */
    @Test
    void theDistanceIsAMeanOverDimensions() {
        assertThat(loss(pairs(true), 1, 0, 0, 1)).isCloseTo(1.0005 * ONE_PAIR, within(1e-6));
        assertThat(loss(pairs(false), 1, 0, 0, 1)).isCloseTo(0.909091 * ONE_PAIR, within(1e-6));
    }

    /**
     * Entries at 0, 0 and (1, 1), the first two of one task: one pair of m = 0 drawn together, two
     * of m = 1 pushed apart.
     */
    @Test
    void eachKindOfPairsIsAMeanOfItsOwn() {
        double together = 0.0316228 / 1.001;
        double apart = 2 * 0.909091 / 2.001;
        assertThat(loss(pairs(true, false, false), 0, 0, 0, 0, 1, 1))
                .isCloseTo(together + apart, within(1e-6));
    }

    @TestFactory
    Stream<DynamicTest> theOrderOfEntriesDoesNotMatter() {
        return Given.draws(
                random -> {
                    float[] z = Given.floats(random, 6, -1, 1);
                    // entries (a, b, c), a and b of one task; then (c, a, b)
                    assertThat(loss(pairs(false, false, true), z[4], z[5], z[0], z[1], z[2], z[3]))
                            .isCloseTo(loss(pairs(true, false, false), z), within(1e-5));
                });
    }

    @TestFactory
    Stream<DynamicTest> itFallsAsTasksMoveApart() {
        return Given.draws(
                random -> {
                    float[] z = Given.floats(random, 4, -1, 1);
                    float[] apart = {z[0], z[1], 2 * z[2] - z[0], 2 * z[3] - z[1]};
                    assertThat(loss(pairs(false), apart)).isLessThan(loss(pairs(false), z));
                    assertThat(loss(pairs(true), apart)).isGreaterThan(loss(pairs(true), z));
                });
    }

    @Test
    void pairsOfOtherEntriesAreRefused() {
        assertThatThrownBy(() -> loss(pairs(true, true), 0, 0, 1, 1))
                .hasMessage("2 pairs of 2 embeddings, there are 1");
    }

    /**
     * Margin 2: relu(1 - 2 + 2) = 1 and relu(4 - 1 + 2) = 5; relu(0.5 - 9 + 2) = 0; the last is
     * none.
     */
    @Test
    void theTripletLossIsWhatIsMissingToTheMargin() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray near = manager.create(new float[] {1, 4, 0.5f, 7});
            NDArray far = manager.create(new float[] {2, 1, 9, 0});
            NDArray counted = manager.create(new float[] {1, 1, 1, 0});
            assertThat(MetricLosses.triplet(near, far, counted, 2).toFloatArray())
                    .containsExactly(2); // (1 + 5 + 0) / 3
        }
    }
}
