package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class FixedGaussianTest {
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** Outputs 0 and atanh(0.5) = 0.549306: means 0 and 0.5; deviation 0.2. */
    private FixedGaussian distribution() {
        NDArray head = manager.create(new float[] {0, 0.549306f}, new Shape(1, 1, 1, 2));
        return FixedGaussian.of(head, 0.2);
    }

    @Test
    void theMeanIsTheTanhOfTheOutput() {
        NDArray mean = distribution().mean();
        assertThat(mean.getShape()).isEqualTo(new Shape(1, 1, 2));
        assertThat(mean.toFloatArray()).containsExactly(new float[] {0, 0.5f}, within(1e-6f));
    }

    @Test
    void theDensityIsThatOfIndependentEntries() {
        NDArray action = manager.create(new float[] {0.2f, 0.1f}, new Shape(1, 1, 2));
        // distances of 1 and 2 deviations: -0.5 - 2, less 2 log 0.2 = -3.218876 and log 2 pi
        NDArray density = distribution().logProb(action);
        assertThat(density.getShape()).isEqualTo(new Shape(1, 1));
        assertThat(density.toFloatArray()[0]).isCloseTo(-1.119001f, within(2e-6f));
    }

    @Test
    void actionsOfAnotherWidthAreRefused() {
        NDArray narrow = manager.zeros(new Shape(1, 1, 1));
        assertThatThrownBy(() -> distribution().logProb(narrow))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("action has shape (1, 1, 1), expected (1, 1, 2)");
    }

    @Test
    void noDeviationIsRefused() {
        NDArray mean = manager.zeros(new Shape(1, 1, 1));
        assertThatThrownBy(() -> new FixedGaussian(mean, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("deviation is 0.0, must be positive");
    }
}
