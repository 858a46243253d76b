package merpo.agents.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import merpo.datagen.nn.ParameterStack;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** One hidden unit, one number of z: {@code tanh(2 relu(x) - 1)} of each transition. */
class ContextEncoderTest {
    @AutoClose private final NDManager manager = NDManager.newBaseManager();
    private final ContextEncoder encoder = ContextEncoder.of(1, 1, 1, 1);

    private float[] z(Shape shape, float... context) {
        float[] weights = {1, 0, 2, -1}; // weight and bias of both layers
        try (ParameterStack parameters =
                ParameterStack.of(manager, weights, encoder.transition().blocks(1))) {
            NDArray mean = encoder.mean(manager.create(context, shape), parameters.constant());
            assertThat(mean.getShape()).isEqualTo(new Shape(shape.get(0), 1));
            return mean.toFloatArray();
        }
    }

    @Test
    void eachTransitionIsSquashedBeforeTheMean() {
        double both = (Math.tanh(2 * 0.5 - 1) + Math.tanh(2 * 3 - 1)) / 2; // (0 + 0.99991) / 2
        assertThat(z(new Shape(1, 2, 1), 0.5f, 3)[0]).isCloseTo((float) both, within(1e-6f));
    }

    @Test
    void everyEntryHasItsOwnContext() {
        float[] z = z(new Shape(2, 2, 1), 0.5f, 3, -4, -7);
        assertThat(z[0]).isCloseTo(0.49995f, within(1e-5f));
        assertThat(z[1]).isCloseTo((float) Math.tanh(-1), within(1e-6f)); // relu(x) = 0
    }

    @Test
    void theOrderOfTransitionsDoesNotMatter() {
        assertThat(z(new Shape(1, 3, 1), 0.1f, 0.7f, 1.4f)[0])
                .isCloseTo(z(new Shape(1, 3, 1), 1.4f, 0.1f, 0.7f)[0], within(1e-6f));
    }

    @Test
    void anEmbeddingLiesWithinTanh() {
        assertThat(z(new Shape(1, 1, 1), 1000)).containsExactly(1);
    }
}
