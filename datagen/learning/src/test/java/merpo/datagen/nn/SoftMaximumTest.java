package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class SoftMaximumTest {
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private NDArray logarithms(Shape shape, double... values) {
        float[] logarithms = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            logarithms[i] = (float) Math.log(values[i]);
        }
        return manager.create(logarithms, shape);
    }

    /** Rows (1, 3) and (2, 6): log 4 and log 8 along a row, log 3 and log 9 down a column. */
    @Test
    void itIsTheLogarithmOfASumOfExponentials() {
        NDArray x = logarithms(new Shape(2, 2), 1, 3, 2, 6);
        NDArray alongRows = SoftMaximum.over(1, x);
        assertThat(alongRows.getShape()).isEqualTo(new Shape(2));
        assertThat(alongRows.toFloatArray())
                .containsExactly(new float[] {1.386294f, 2.079442f}, within(1e-6f));
        assertThat(SoftMaximum.over(0, x).toFloatArray())
                .containsExactly(new float[] {1.098612f, 2.197225f}, within(1e-6f));
    }

    /** exp(200) overflows, exp(-200) is nothing: 200 + log 2 and -200 + log 2. */
    @Test
    void valuesFarFromZeroStayFinite() {
        NDArray x = manager.create(new float[] {200, 200, -200, -200}, new Shape(2, 2));
        assertThat(SoftMaximum.over(1, x).toFloatArray())
                .containsExactly(new float[] {200.6931f, -199.3069f}, within(1e-3f));
    }

    /** exp(x) over its sum: shares of 1, 3 and 4 in 8. */
    @Test
    void everyValueTakesItsShareOfTheGradient() {
        float[] values = {0, (float) Math.log(3), (float) Math.log(4)};
        ParameterStack stack = ParameterStack.of(manager, values, List.of(new Shape(3)));
        try (Network network = Network.of("values", stack, 0.1);
                Gradients found = network.gradients(p -> SoftMaximum.over(1, p.get(0)))) {
            assertThat(found.loss()).containsExactly(new float[] {2.079442f}, within(1e-6f));
            assertThat(found.blocks().get(0).toFloatArray())
                    .containsExactly(new float[] {0.125f, 0.375f, 0.5f}, within(1e-6f));
        }
    }
}
