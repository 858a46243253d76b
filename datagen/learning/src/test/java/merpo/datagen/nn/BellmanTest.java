package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class BellmanTest {
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** One task: [1, B]. */
    private NDArray rows(float... values) {
        return manager.create(values, new Shape(1, values.length));
    }

    /** Q 4, log density -2, temperature 0.5; rewards 1 and 2, discount 0.9, the second ends. */
    @Test
    void theTargetCarriesTheEntropyAndDoesNotBootstrapPastTheEnd() {
        NDArray soft = Bellman.soft(rows(4, 4), rows(-2, -2), rows(0.5f));
        NDArray y = Bellman.target(rows(1, 2), rows(1, 0), soft, 0.9);
        // 4 + 0.5 * 2 = 5; 1 + 0.9 * 5 = 5.5, and the reward alone
        assertThat(y.toFloatArray()).containsExactly(new float[] {5.5f, 2}, within(1e-6f));
    }

    /** Log density 1 in both tasks, temperatures 0 and 2. */
    @Test
    void eachTaskHasItsOwnTemperature() {
        NDArray ones = manager.ones(new Shape(2, 1));
        NDArray temperature = manager.create(new float[] {0, 2}, new Shape(2, 1));
        assertThat(Bellman.soft(ones, ones, temperature).toFloatArray()).containsExactly(1, -1);
    }

    /** [1, B, 1] in place of [1, B] would silently make B x B differences. */
    @Test
    void aColumnTooManyIsRefused() {
        NDArray wide = manager.zeros(new Shape(1, 2, 1));
        NDArray right = rows(1, 1);
        assertThatThrownBy(() -> Bellman.target(right, right, wide, 0.9))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("value has shape (1, 2, 1), expected (1, 2)");
        assertThatThrownBy(() -> Bellman.target(right, wide, right, 0.9))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Bellman.soft(wide, right, rows(1)))
                .isInstanceOf(IllegalStateException.class);
    }
}
