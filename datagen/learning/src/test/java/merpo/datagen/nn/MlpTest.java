package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MlpTest {
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /**
     * Two members, 2 - 2 - 1, at x = (2, 1).
     *
     * <pre>
     * member 0: hidden (2 + 2 + 0.5, -2 + 0.5) = (4.5, -1.5), head (1, 3), bias -1
     * member 1: hidden (1, 2), head (1, -1), bias 0.25
     * </pre>
     */
    private float[] twoMembers(Mlp.Hidden activation) {
        Mlp shape = new Mlp(2, 1, 2, 1, activation);
        float[] values = {
            1,
            -1,
            2,
            0.5f, /* member 1 */
            0,
            1,
            1,
            0, // first weights
            0.5f,
            0, /* member 1 */
            0,
            0, // first biases
            1,
            3, /* member 1 */
            1,
            -1, // last weights
            -1, /* member 1 */
            0.25f // last biases
        };
        ParameterStack stack = ParameterStack.of(manager, values, shape.blocks(2));
        NDArray x = manager.create(new float[] {2, 1}, new Shape(1, 1, 1, 2));
        NDArray y = shape.forward(x, stack.constant());
        assertThat(y.getShape()).isEqualTo(new Shape(1, 2, 1, 1));
        return y.toFloatArray();
    }

    /** 4.5 + 3 * 0 - 1 and 1 - 2 + 0.25. */
    @Test
    void reluCutsWhatIsNegative() {
        assertThat(twoMembers(Mlp.Hidden.RELU)).containsExactly(3.5f, -0.75f);
    }

    /** swish(4.5) = 4.450559, swish(-1.5) = -0.273638, swish(1) = 0.731059, swish(2) = 1.761594. */
    @Test
    void swishWeighsByTheSigmoid() {
        // 4.450559 - 3 * 0.273638 - 1 and 0.731059 - 1.761594 + 0.25
        assertThat(twoMembers(Mlp.Hidden.SWISH))
                .containsExactly(new float[] {2.629644f, -0.780536f}, within(2e-6f));
    }

    /** 1 - (2, 1) - 1 at x = 1: hidden (2, 0), then 3 * 2 + 5 * 0 + 1 = 7, head 2 * 7 - 4. */
    @Test
    void hiddenLayersHaveWidthsOfTheirOwn() {
        Mlp shape = new Mlp(1, List.of(2, 1), 1, Mlp.Hidden.RELU);
        assertThat(shape.blocks(1))
                .containsExactly(
                        new Shape(1, 1, 2),
                        new Shape(1, 1, 2),
                        new Shape(1, 2, 1),
                        new Shape(1, 1, 1),
                        new Shape(1, 1, 1),
                        new Shape(1, 1, 1));
        float[] values = {2, -1, 0, 0, 3, 5, 1, 2, -4};
        ParameterStack stack = ParameterStack.of(manager, values, shape.blocks(1));
        NDArray x = manager.ones(new Shape(1, 1, 1, 1));
        assertThat(shape.forward(x, stack.constant()).toFloatArray()).containsExactly(10);
    }

    /** The walker, 17 observations, 6 actions, five hidden layers of 300. */
    @Test
    void theNetworksOfThePaperHaveTheKnownSizes() {
        assertThat(new Policy(17, 6, 5, 300).network().parameters()).isEqualTo(370_212);
        assertThat(Critic.twin(17, 6, 5, 300).network().parameters()).isEqualTo(368_701);
    }

    @Test
    void aNetworkWithoutUnitsIsRefused() {
        assertThatThrownBy(() -> new Mlp(2, 0, 2, 1, Mlp.Hidden.RELU))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hidden []");
    }

    @Test
    void inputsOfOtherTasksAreRefused() {
        Mlp shape = new Mlp(3, 1, 4, 1, Mlp.Hidden.RELU);
        NDList weights =
                Initialization.UNIFORM_FAN_IN
                        .draw(manager, shape, 1, Streams.perTask(1, "w", 2))
                        .constant();
        NDArray three = manager.zeros(new Shape(3, 1, 5, 3));
        assertThatThrownBy(() -> shape.forward(three, weights))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("input of 3 tasks, weights of 2: must be as many, or one for all");
    }
}
