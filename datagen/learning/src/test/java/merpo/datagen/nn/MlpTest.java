package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
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

    /** Walker: 17 observations, 6 actions, five hidden layers of 300. */
    @Test
    void theNetworksOfThePaperHaveTheKnownSizes() {
        assertThat(new Policy(17, 6, 5, 300).network().parameters()).isEqualTo(370_212);
        assertThat(new TwinCritic(17, 6, 5, 300).network().parameters()).isEqualTo(368_701);
    }

    @Test
    void aNetworkWithoutUnitsIsRefused() {
        assertThatThrownBy(() -> new Mlp(2, 0, 2, 1, Mlp.Hidden.RELU))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hiddenLayers 0");
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

    /** Task 1 of three has the weights it has alone. */
    @Test
    void theFirstWeightsOfATaskDoNotDependOnOtherTasks() {
        Policy policy = new Policy(3, 2, 2, 5);
        float[] three = policy.initialize(manager, Streams.perTask(4, "w", 3)).toArray();
        float[] alone = policy.initialize(manager, List.of(Streams.of(4, "w", 1))).toArray();
        int size = alone.length;
        assertThat(Arrays.copyOfRange(three, size, 2 * size)).isEqualTo(alone);
    }

    /** 16 inputs: U(-1/4, 1/4) for policies, N(0, 1/8^2) cut at 1/4 for models; biases 0 there. */
    @Test
    void firstWeightsAreAsWideAsTheirInputsAllow() {
        Mlp shape = new Mlp(16, 1, 16, 16, Mlp.Hidden.SWISH);
        List<RandomGenerator> random = Streams.perTask(1, "weights", 1);
        for (Initialization kind : Initialization.values()) {
            float[] all = kind.draw(manager, shape, 4, random).toArray();
            double square = 0;
            for (float value : all) {
                assertThat(Math.abs(value)).isLessThanOrEqualTo(0.25f);
                square += value * value;
            }
            // uniform: 1/48 = 0.0208; normal, cut: 0.774 / 64 = 0.0121, on 16 of 17 numbers
            double expected = kind == Initialization.UNIFORM_FAN_IN ? 0.0208 : 0.0114;
            assertThat(square / all.length).isCloseTo(expected, within(0.001));
        }
    }
}
