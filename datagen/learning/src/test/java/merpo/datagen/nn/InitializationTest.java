package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class InitializationTest {
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

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
        // 1/4^2 / 3 = 0.0208; normal, cut: 0.774 / 64 = 0.0121, on 16 of 17 numbers
        requireSpread(Initialization.UNIFORM_FAN_IN, 0.0208);
        requireSpread(Initialization.TRUNCATED_NORMAL, 0.0114);
    }

    private void requireSpread(Initialization rule, double meanSquare) {
        Mlp shape = new Mlp(16, 1, 16, 16, Mlp.Hidden.SWISH);
        float[] all = rule.draw(manager, shape, 4, Streams.perTask(1, "weights", 1)).toArray();
        double square = 0;
        for (float value : all) {
            assertThat(Math.abs(value)).isLessThanOrEqualTo(0.25f);
            square += value * value;
        }
        assertThat(square / all.length).isCloseTo(meanSquare, within(0.001));
    }

    /** 100 - 16 - 4 - 25: 1/sqrt(16) and 1/sqrt(4) for the hidden layers, then the head's own. */
    @Test
    void rlkitTakesTheWidthOfTheOutputs() {
        requireRlkit(Initialization.RLKIT, 3e-3f);
        requireRlkit(Initialization.RLKIT_POLICY, 1e-3f);
        requireRlkit(Initialization.rlkit(0.5), 0.5f);
    }

    private void requireRlkit(Initialization rule, float last) {
        Mlp shape = new Mlp(100, List.of(16, 4), 25, Mlp.Hidden.RELU);
        float[] all = rule.draw(manager, shape, 1, Streams.perTask(1, "weights", 1)).toArray();
        requireUniform(0.25f, all, 0, 1600);
        requireAll(0.1f, all, 1600, 16);
        requireUniform(0.5f, all, 1616, 64);
        requireAll(0.1f, all, 1680, 4);
        requireUniform(last, all, 1684, 100);
        requireUniform(last, all, 1784, 25);
    }

    /** The largest of 25 and more draws is above 0.8 of the bound but for 1 case in 250. */
    private static void requireUniform(float half, float[] all, int from, int count) {
        float largest = 0;
        for (int i = from; i < from + count; i++) {
            largest = Math.max(largest, Math.abs(all[i]));
        }
        assertThat(largest).isBetween(0.8f * half, half);
    }

    private static void requireAll(float value, float[] all, int from, int count) {
        float[] expected = new float[count];
        Arrays.fill(expected, value);
        assertThat(Arrays.copyOfRange(all, from, from + count)).isEqualTo(expected);
    }

    @Test
    void aHeadOfNoWidthIsRefused() {
        assertThatThrownBy(() -> Initialization.rlkit(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("half width is 0.0, must be positive");
    }
}
