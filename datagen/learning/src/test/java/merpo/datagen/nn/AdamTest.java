package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AdamTest {
    private static final double RATE = 0.1;

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** A network of {@code width} numbers for each task. */
    private Network network(int width, float... values) {
        return Network.of(
                "numbers", ParameterStack.of(manager, values, List.of(new Shape(width))), RATE);
    }

    /** One step down {@code sum(gradient * numbers)}, whose gradient is exactly that. */
    private void follow(Network network, float... gradient) {
        try (NDArray direction = manager.create(gradient, network.constant().get(0).getShape())) {
            network.descend(numbers -> numbers.get(0).mul(direction).sum(new int[] {1}));
        }
    }

    /** Own 1 and 5, other 3 and 4: differences -2 and 1, so by 0.1 up and 0.1 down. */
    @Test
    void approachingAnotherStackStepsTowardsIt() {
        Network network = network(2, 1, 5);
        int arrays = manager.getManagedArrays().size();
        try (ParameterStack other =
                ParameterStack.of(manager, new float[] {3, 4}, List.of(new Shape(2)))) {
            network.approach(other);
        }
        assertThat(network.parameters().toArray())
                .containsExactly(new float[] {1.1f, 4.9f}, within(2e-6f));
        assertThat(manager.getManagedArrays()).hasSize(arrays);
    }

    /** Both moments start at 0, and their corrections undo that: 0.1 g / sqrt(g^2) = 0.1 sign g. */
    @Test
    void theFirstStepMovesByTheRateAgainstTheSignOfTheGradient() {
        Network network = network(3, 1, 2, 3);
        follow(network, 0.5f, -2, 1e-3f);
        assertThat(network.parameters().toArray())
                .containsExactly(new float[] {0.9f, 2.1f, 2.9f}, within(2e-6f));
    }

    /** Gradients 0.5, then -1. */
    @Test
    void theSecondStepWeighsBothGradients() {
        Network network = network(1, 1);
        follow(network, 0.5f);
        follow(network, -1);
        // m = 0.9 * 0.05 - 0.1 = -0.055          m / (1 - 0.9^2)   = -0.055 / 0.19        =
        // -0.289474
        // v = 0.999 * 0.00025 + 0.001 = 0.00124975   v / (1 - 0.999^2) = .. / 0.001999    =
        // 0.625188
        // 1 - 0.1 - 0.1 * -0.289474 / sqrt(0.625188) = 0.9 + 0.036610
        assertThat(network.parameters().toArray()[0]).isCloseTo(0.936610f, within(2e-6f));
    }

    @Test
    void oneNumberMovesLikeManyNumbers() {
        Random random = new Random(3);
        Network network = network(1, 0.7f);
        ScalarAdam scalar = new ScalarAdam(0.7, RATE);
        for (int step = 0; step < 50; step++) {
            float gradient = (float) random.nextGaussian();
            follow(network, gradient);
            scalar.step(gradient);
            assertThat((double) network.parameters().toArray()[0])
                    .as("after step %d", step + 1)
                    .isCloseTo(scalar.value(), within(1e-5));
        }
    }

    /** Task 1 leaves the stack, takes two steps of its own, returns: 4 steps against task 0's 2. */
    @Test
    void everyTaskCountsItsOwnSteps() {
        Network both = network(1, 0, 0);
        ScalarAdam zero = new ScalarAdam(0, RATE);
        ScalarAdam one = new ScalarAdam(0, RATE);
        follow(both, 1, -2);
        try (Network part = both.gather(1)) {
            follow(part, 0.5f);
            follow(part, 3);
            both.scatter(new int[] {1}, part);
        }
        follow(both, -0.25f, 1);
        for (double gradient : new double[] {1, -0.25}) {
            zero.step(gradient);
        }
        for (double gradient : new double[] {-2, 0.5, 3, 1}) {
            one.step(gradient);
        }
        assertThat(both.parameters().toArray())
                .containsExactly(
                        new float[] {(float) zero.value(), (float) one.value()}, within(2e-6f));
    }

    @Test
    void aGatheredCopyMovesAlone() {
        Network both = network(1, 0, 0);
        try (Network part = both.gather(1)) {
            follow(part, 1);
        }
        follow(both, 1, 1);
        assertThat(both.parameters().toArray())
                .containsExactly(new float[] {-0.1f, -0.1f}, within(1e-6f));
    }
}
