package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NetworkTest {
    private static final Mlp SHAPE = new Mlp(2, 2, 4, 1, Mlp.Hidden.SWISH);

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private Network numbers(double learningRate, float... values) {
        return Network.of(
                "numbers", ParameterStack.of(manager, values, List.of(new Shape(1))), learningRate);
    }

    private NDArray column(float... values) {
        return manager.create(values, new Shape(values.length));
    }

    /** The only view of a network of numbers as [T]. */
    private static NDArray only(NDList parameters) {
        return parameters.get(0).squeeze(1);
    }

    private ParameterStack drawn(int tasks, String purpose) {
        List<RandomGenerator> randoms = Streams.perTask(11, purpose, tasks);
        return Initialization.UNIFORM_FAN_IN.draw(manager, SHAPE, 1, randoms);
    }

    /** mean over rows of f(x)^2 + f(x), [T]. */
    private static NDArray smooth(NDArray x, NDList parameters) {
        NDArray f = SHAPE.forward(x, parameters).squeeze(3).squeeze(1);
        return f.square().add(f).mean(new int[] {1});
    }

    /**
     * A loss of 1e-12 f has so small a gradient that Adam's epsilon, 1e-8, is all of its first
     * divisor: with a rate of 1e4 the first step is minus the gradient of f.
     */
    @Test
    void theGradientIsThatOfFiniteDifferences() {
        NDArray x = Noise.gaussian(manager, Streams.perTask(2, "x", 2), 5, 2).expandDims(1);
        ParameterStack stack = drawn(2, "weights");
        float[] before = stack.toArray();
        try (Network network = Network.of("smooth", stack.copy(), 1e4)) {
            network.descend(parameters -> Scaling.by(1e-12, smooth(x, parameters)));
            float[] after = network.parameters().toArray();
            float step = 1e-2f;
            for (int i = 0; i < before.length; i++) {
                double slope = (at(x, before, i, step) - at(x, before, i, -step)) / (2 * step);
                assertThat((double) before[i] - after[i])
                        .as("number %d", i)
                        .isCloseTo(slope, within(1e-3 * Math.max(1, Math.abs(slope))));
            }
        }
    }

    private double at(NDArray x, float[] values, int changed, float by) {
        float[] moved = values.clone();
        moved[changed] += by;
        try (ParameterStack stack = ParameterStack.of(manager, moved, SHAPE.blocks(1))) {
            float[] perTask = smooth(x, stack.constant()).toFloatArray();
            return (double) perTask[0] + perTask[1];
        }
    }

    @Test
    void descendReturnsTheLossesBeforeTheStep() {
        Network network = numbers(0.1, 3, -2);
        float[] loss = network.descend(parameters -> only(parameters).square());
        assertThat(loss).containsExactly(9, 4);
        assertThat(network.parameters().toArray())
                .containsExactly(new float[] {2.9f, -1.9f}, within(1e-6f));
    }

    /** log(-1) of task 1: nobody moves, and Adam has not counted a step either. */
    @Test
    void aLossThatIsNotFiniteChangesNothing() {
        Network network = numbers(0.1, 3, -1);
        int arrays = manager.getManagedArrays().size();
        assertThatThrownBy(() -> network.descend(parameters -> only(parameters).log()))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("numbers loss of task 1 of the stack is NaN, must be finite");
        assertThat(network.parameters().toArray()).containsExactly(3, -1);
        assertThat(manager.getManagedArrays()).hasSize(arrays);
        network.descend(parameters -> only(parameters).square());
        assertThat(network.parameters().toArray())
                .containsExactly(new float[] {2.9f, -0.9f}, within(1e-6f));
    }

    /** sqrt has slope infinity at 0: the loss of task 0 is 0, its gradient is not finite. */
    @Test
    void aGradientThatIsNotFiniteChangesNothing() {
        Network network = numbers(0.1, 0, 4);
        assertThatThrownBy(() -> network.descend(parameters -> only(parameters).sqrt()))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("numbers gradient of task 0 of the stack is Infinity, must be finite");
        assertThat(network.parameters().toArray()).containsExactly(0, 4);
    }

    @Test
    void aLossThatIsNotOnePerTaskIsRefused() {
        Network network = numbers(0.1, 3, -1);
        assertThatThrownBy(() -> network.descend(parameters -> only(parameters).sum()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("numbers loss has shape (), expected (2)");
        assertThat(network.parameters().toArray()).containsExactly(3, -1);
    }

    /** Loss own * other: the other stays, and its own first step is as if the first were not. */
    @Test
    void anotherNetworkInsideTheLossTakesNoGradient() {
        Network own = numbers(0.1, 3);
        Network other = numbers(0.1, 5);
        own.descend(parameters -> only(parameters).mul(only(other.constant())));
        assertThat(other.parameters().toArray()).containsExactly(5);
        assertThat(own.parameters().toArray()).containsExactly(new float[] {2.9f}, within(1e-6f));
        other.descend(parameters -> only(parameters).neg());
        assertThat(other.parameters().toArray()).containsExactly(new float[] {5.1f}, within(1e-6f));
    }

    /** Slopes 1, then -4; if the first stayed, the second would be -3. */
    @Test
    void gradientsDoNotLeakIntoTheNextDescent() {
        Network network = numbers(0.1, 0);
        ScalarAdam byHand = new ScalarAdam(0, 0.1);
        NDArray minusFour = column(-4);
        network.descend(parameters -> only(parameters).neg().neg());
        network.descend(parameters -> only(parameters).mul(minusFour));
        byHand.step(1);
        byHand.step(-4);
        assertThat(network.parameters().toArray()[0])
                .isCloseTo((float) byHand.value(), within(1e-6f));
    }

    /** Slopes 1 and -4 before; then from 7 a first step of a fresh Adam, as long as the rate. */
    @Test
    void aRestartForgetsStepsAndMoments() {
        Network network = numbers(0.1, 0, 0);
        NDArray slopes = column(1, -4);
        network.descend(parameters -> only(parameters).mul(slopes));
        try (Network others = numbers(0.1, 7, 8)) {
            int arrays = manager.getManagedArrays().size();
            network.restart(others.parameters());
            assertThat(manager.getManagedArrays()).hasSize(arrays);
        }
        assertThat(network.parameters().toArray()).containsExactly(7, 8);
        assertThat(network.state().adam().steps()).containsExactly(0, 0);
        network.descend(parameters -> only(parameters).neg());
        assertThat(network.parameters().toArray())
                .containsExactly(new float[] {7.1f, 8.1f}, within(1e-6f));
    }

    @Test
    void aDescentLeavesNoArrayBehind() {
        Network network = Network.of("smooth", drawn(3, "weights"), 1e-3);
        int arrays = manager.getManagedArrays().size();
        for (int step = 0; step < 5; step++) {
            try (NDManager scratch = manager.newSubManager()) {
                NDArray x = Noise.gaussian(scratch, Streams.perTask(step, "x", 3), 4, 2);
                NDArray wide = x.expandDims(1);
                network.descend(parameters -> smooth(wide, parameters));
            }
        }
        assertThat(manager.getManagedArrays()).hasSize(arrays);
        network.close();
        assertThat(manager.getManagedArrays()).isEmpty();
    }
}
