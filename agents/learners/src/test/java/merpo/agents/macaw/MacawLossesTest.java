package merpo.agents.macaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.Stream;
import merpo.agents.Given;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The losses of MACAW, worked by hand. */
class MacawLossesTest {
    private static final Offset<Float> CLOSE = within(1e-5f);

    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private NDArray table(int rows, float... values) {
        return Tiny.table(manager, rows, values);
    }

    private float[] weights(int tasks, float... advantages) {
        return MacawLosses.weights(table(tasks, advantages), 20).toFloatArray();
    }

    /** Mean 2, squares 1 + 0 + 1 over 3 - 1: deviation 1; over 3 it would be 0.816. */
    @Test
    void weightsAreStandardizedByTheDeviationOfASample() {
        float[] w = weights(1, 1, 2, 3);
        assertThat(w[0]).isCloseTo((float) Math.exp(-1), CLOSE);
        assertThat(w[1]).isCloseTo(1, CLOSE);
        assertThat(w[2]).isCloseTo((float) Math.E, CLOSE);
    }

    /**
     * One of twelve rows alone is 11 / sqrt(12) = 3.18 deviations above the mean, log 20 is 3.00.
     */
    @Test
    void aWeightIsAtMostTheLargest() {
        float[] w = weights(1, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(w[0]).isCloseTo(20, within(1e-4f));
        assertThat(w[1]).isCloseTo((float) Math.exp(-1 / Math.sqrt(12)), CLOSE);
    }

    /** The second task's advantages are those of the first, ten times and shifted. */
    @Test
    void everyTaskIsStandardizedOnItsOwn() {
        float[] w = weights(2, 1, 2, 4, 110, 120, 140);
        for (int row = 0; row < 3; row++) {
            assertThat(w[3 + row]).isCloseTo(w[row], CLOSE);
        }
    }

    /** 1 + 0.5 x 4 and -1 + 0.9 x 2: whether the episode ended or was cut is not asked. */
    @Test
    void theReturnGoesOnInTheValueOfWhereTheEpisodeEnded() {
        MacawRows rows =
                new MacawRows(
                        table(1, 0, 0),
                        table(1, 0, 0),
                        table(1, 1, -1),
                        table(1, 0, 0),
                        table(1, 0.5f, 0.9f));
        float[] y = MacawLosses.target(rows, table(1, 4, 2)).toFloatArray();
        assertThat(y[0]).isCloseTo(3, CLOSE);
        assertThat(y[1]).isCloseTo(0.8f, CLOSE);
    }

    /** (1 + 9) / 2 and (0 + 4) / 2, each task's own. */
    @Test
    void theValueLossIsAMeanOfSquares() {
        NDArray loss = MacawLosses.value(table(2, 1, 2, 3, 4), table(2, 0, 5, 3, 2));
        assertThat(loss.toFloatArray()).containsExactly(5, 2);
    }

    /** -(2 x -1 + 0.5 x -4) / 2 = 2. */
    @Test
    void actionsAreRegressedByTheirWeights() {
        NDArray loss = MacawLosses.regression(table(1, 2, 0.5f), table(1, -1, -4));
        assertThat(loss.toFloatArray()).containsExactly(2);
    }

    /**
     * One hidden unit, h = relu(s) = 1; mu = tanh(0) = 0. At a = 0.2 log N is -log 0.2 - 0.919 -
     * 0.5 = 0.190. The head reads (1, 0.2): relu(1 + 0.2) = 1.2, less A = 0.7, squared is 0.25,
     * times 0.4. With w = 3: -0.571 + 0.1. At a = -0.2, whose ReLU is 0, the head says 1: 0.09 x
     * 0.4.
     */
    @Test
    void theInnerLossOfThePolicyAddsTheErrorOfTheAdvantageHead() {
        assertThat(innerLoss(0.2f)).isCloseTo(-3 * 0.190499f + 0.1f, within(1e-4f));
        assertThat(innerLoss(-0.2f)).isCloseTo(-3 * 0.190499f + 0.036f, within(1e-4f));
    }

    private float innerLoss(float action) {
        MacawPolicy policy =
                new MacawPolicy(
                        List.of(layer(1, 1, 1), layer(1, 1, 0), layer(2, 1, 1, 1), layer(1, 1, 1)),
                        0.2);
        NDArray one = table(1, 1).expandDims(2);
        MacawRows rows =
                new MacawRows(one, table(1, action).expandDims(2), table(1, 0), one, table(1, 0));
        return policy.regression(rows, table(1, 0.7f), table(1, 3), table(1, 0.4f))
                .value()
                .toFloatArray()[0];
    }

    private Linear layer(int in, int out, float... weights) {
        return new Linear(
                manager.create(weights, new Shape(1, in, out)),
                manager.zeros(new Shape(1, 1, out)));
    }

    @TestFactory
    Stream<DynamicTest> weightsStayWhenAdvantagesAreShiftedOrStretched() {
        return Given.draws(
                random -> {
                    float by = Given.floats(random, 1, 0.1, 10)[0];
                    float[] w = weights(1, 0.3f, -1, 2, 0.5f);
                    float[] other = weights(1, 0.3f * by + 1, 1 - by, 2 * by + 1, 0.5f * by + 1);
                    for (int row = 0; row < w.length; row++) {
                        assertThat(other[row]).isCloseTo(w[row], within(1e-4f * w[row]));
                    }
                });
    }
}
