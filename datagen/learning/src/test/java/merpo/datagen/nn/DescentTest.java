package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Networks of one number x, y for each task. Adam's first step is the rate, against the slope. */
final class DescentTest {
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private Network numbers(String name, double learningRate, float... values) {
        return Network.of(
                name, ParameterStack.of(manager, values, List.of(new Shape(1))), learningRate);
    }

    /** The number of each task, [T]. */
    private static NDArray only(NDList parameters) {
        return parameters.get(0).squeeze(1);
    }

    private static NDArray product(List<NDList> networks) {
        return only(networks.get(0)).mul(only(networks.get(1)));
    }

    private static float[] values(Network network) {
        return network.parameters().toArray();
    }

    /** x y of (3, -2) and (1, 4): slopes by x are -2 and 4, by y 3 and 1. */
    @Test
    void oneLossMovesEveryNetworkAtItsOwnRate() {
        Network x = numbers("x", 0.1, 3, 1);
        Network y = numbers("y", 0.5, -2, 4);
        float[] loss = Descent.of(x, y).step(DescentTest::product);
        assertThat(loss).containsExactly(-6, 4);
        assertThat(values(x)).containsExactly(new float[] {3.1f, 0.9f}, within(1e-6f));
        assertThat(values(y)).containsExactly(new float[] {-2.5f, 3.5f}, within(1e-6f));
    }

    /** x^2 y at (3, -2): 2 x y = -12 by x and x^2 = 9 by y. */
    @Test
    void gradientsAreValuesAndMoveNothing() {
        Network x = numbers("x", 0.1, 3);
        Network y = numbers("y", 0.5, -2);
        Descent both = Descent.of(x, y);
        try (Gradients found = both.gradients(p -> only(p.get(0)).square().mul(only(p.get(1))))) {
            assertThat(found.loss()).containsExactly(-18);
            assertThat(found.blocks()).hasSize(2);
            assertThat(found.blocks().get(0).toFloatArray()).containsExactly(-12);
            assertThat(found.blocks().get(1).toFloatArray()).containsExactly(9);
            assertThat(values(x)).containsExactly(3);
            assertThat(values(y)).containsExactly(-2);
            both.apply(found.blocks());
        }
        assertThat(values(x)).containsExactly(new float[] {3.1f}, within(1e-6f));
        assertThat(values(y)).containsExactly(new float[] {-2.5f}, within(1e-6f));
    }

    /** Twice in a row, so that the optimizer's memory takes part; to the bit. */
    @Test
    void toDescendIsToApplyTheGradients() {
        Mlp shape = new Mlp(2, List.of(4, 3), 1, Mlp.Hidden.SWISH);
        ParameterStack drawn =
                Initialization.UNIFORM_FAN_IN.draw(manager, shape, 1, Streams.perTask(1, "w", 2));
        NDArray x = Noise.gaussian(manager, Streams.perTask(2, "x", 2), 5, 2).expandDims(1);
        Network whole = Network.of("whole", drawn.copy(), 1e-2);
        Network parts = Network.of("parts", drawn.copy(), 1e-2);
        for (int step = 0; step < 2; step++) {
            float[] loss = whole.descend(p -> square(shape.forward(x, p)));
            try (Gradients found = parts.gradients(p -> square(shape.forward(x, p)))) {
                assertThat(found.loss()).isEqualTo(loss);
                parts.apply(found.blocks());
            }
        }
        assertThat(values(parts)).isEqualTo(values(whole)).isNotEqualTo(drawn.toArray());
    }

    private static NDArray square(NDArray y) {
        return y.squeeze(3).squeeze(1).square().mean(new int[] {1});
    }

    /**
     * A step inside a loss, x' = x - r g with g = 6 the slope of x^2 at 3: x' = 1.5 where r = 0.25.
     * Of x'^2 the slope by x is 2 x' = 3, that by r is -2 x' g = -18; g is a constant.
     */
    @Test
    void aGradientMayTakePartInAnotherLoss() {
        Network x = numbers("x", 0.1, 3);
        Network r = numbers("r", 0.1, 0.25f);
        try (Gradients inner = x.gradients(p -> only(p).square())) {
            NDArray g = inner.blocks().get(0).squeeze(1);
            try (Gradients outer =
                    Descent.of(x, r)
                            .gradients(
                                    p -> {
                                        NDArray step = only(p.get(1)).mul(g);
                                        return only(p.get(0)).sub(step).square();
                                    })) {
                assertThat(outer.loss()).containsExactly(2.25f);
                assertThat(outer.blocks().get(0).toFloatArray()).containsExactly(3);
                assertThat(outer.blocks().get(1).toFloatArray()).containsExactly(-18);
            }
        }
    }

    /** x + sqrt(y) at y = 0: the slope by x is 1, that by y is infinite. */
    @Test
    void noNetworkMovesUnlessAllCan() {
        Network x = numbers("x", 0.1, 3);
        Network y = numbers("y", 0.5, 0);
        assertThatThrownBy(
                        () -> Descent.of(x, y).step(p -> only(p.get(0)).add(only(p.get(1)).sqrt())))
                .isInstanceOf(NonFiniteException.class)
                .hasMessage("y gradient of task 0 of the stack is Infinity, must be finite");
        assertThat(values(x)).containsExactly(3);
        // and its optimizer has not counted a step
        x.descend(DescentTest::only);
        assertThat(values(x)).containsExactly(new float[] {2.9f}, within(1e-6f));
    }

    @Test
    void aLossThatIsNotFiniteNamesAllNetworks() {
        Descent both = Descent.of(numbers("x", 0.1, 3), numbers("y", 0.5, -1));
        assertThatThrownBy(() -> both.step(p -> only(p.get(0)).add(only(p.get(1)).log())))
                .isInstanceOf(NonFiniteException.class)
                .hasMessage("x and y loss of task 0 of the stack is NaN, must be finite");
    }

    @Test
    void aNetworkThatTheLossDoesNotReadStays() {
        Network x = numbers("x", 0.1, 3);
        Network y = numbers("y", 0.5, -2);
        Descent.of(x, y).step(p -> only(p.get(0)).neg());
        assertThat(values(x)).containsExactly(new float[] {3.1f}, within(1e-6f));
        assertThat(values(y)).containsExactly(-2);
    }

    @Test
    void gradientsOfOtherShapesOrNotFiniteAreRefused() {
        Network x = numbers("x", 0.1, 3, 1);
        NDArray one = manager.ones(new Shape(1, 1));
        NDArray broken = manager.create(new float[] {1, Float.NaN}, new Shape(2, 1));
        assertThatThrownBy(() -> x.apply(List.of(one)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("x gradient has shape (1, 1), expected (2, 1)");
        assertThatThrownBy(() -> x.apply(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 gradients for x of 1 blocks: one of each block is needed");
        assertThatThrownBy(() -> x.apply(List.of(broken)))
                .isInstanceOf(NonFiniteException.class)
                .hasMessage("x gradient of task 1 of the stack is NaN, must be finite");
        assertThat(values(x)).containsExactly(3, 1);
    }

    @Test
    void networksOfOtherTasksAreRefused() {
        Network x = numbers("x", 0.1, 3, 1);
        Network y = numbers("y", 0.5, -2);
        assertThatThrownBy(() -> Descent.of(x, y))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("y has 1 tasks, x has 2: networks that descend together need as many");
    }

    @Test
    void aNetworkThatIsNamedTwiceIsRefused() {
        Network x = numbers("x", 0.1, 3);
        assertThatThrownBy(() -> Descent.of(x, x))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a descent of x and x names a network twice: it would move it twice");
    }

    /** Slope 2 x = (6, 2), in length. */
    @Test
    void theSlopeIsTheLengthOfTheGradient() {
        Network x = numbers("x", 0.1, 3, -1);
        assertThat(x.slope(p -> only(p).square())).containsExactly(6, 2);
    }

    @Test
    void nothingStaysBehind() {
        Network x = numbers("x", 0.1, 3);
        Network y = numbers("y", 0.5, -2);
        int arrays = manager.getManagedArrays().size();
        Descent both = Descent.of(x, y);
        both.step(DescentTest::product);
        try (Gradients found = both.gradients(DescentTest::product)) {
            both.apply(found.blocks());
        }
        assertThat(manager.getManagedArrays()).hasSize(arrays);
    }
}
