package merpo.agents.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import merpo.agents.Given;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Streams;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The ensemble's likelihood and its variance bounds. */
class DynamicsNetworkTest {
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    private static double softplus(double x) {
        return Math.log1p(Math.exp(x));
    }

    /** v_max - softplus(v_max - v), then v_min + softplus of what is above v_min. */
    private static double clamp(double v, double largest, double smallest) {
        double below = largest - softplus(largest - v);
        return smallest + softplus(below - smallest);
    }

    /**
     * One member for one observation and one action, two targets: weights 0, means 1 and 2, raw log
     * variances 0 and -1, bounds 0.5 and -10.
     */
    private ParameterStack hand(DynamicsNetwork network) {
        float[] values = {0, 0, 0, 0, 0, 0, 0, 1, 2, 0, -1, 0.5f, 0.5f, -10, -10};
        return network.parameters(manager, values);
    }

    @Test
    void likelihoodOfOneRowIsWorkedByHand() {
        DynamicsNetwork network = new DynamicsNetwork(1, 1, 1, 1, 1);
        try (ParameterStack parameters = hand(network)) {
            NDArray input = manager.zeros(new Shape(1, 1, 1, 2));
            NDArray target = manager.create(new float[] {1.5f, 0}, new Shape(1, 1, 1, 2));
            double first = clamp(0, 0.5, -10); // -0.474
            double second = clamp(-1, 0.5, -10); // -1.201
            // (1 - 1.5)^2 = 0.25 and (2 - 0)^2 = 4, each times e^-v, plus v; mean of two entries
            double likelihood =
                    (0.25 * Math.exp(-first) + first + 4 * Math.exp(-second) + second) / 2;
            // 0.01 times the width of both bounds; the weights are zero and do not decay
            double bounds = 0.01 * 2 * 10.5;
            assertThat(
                            network.negativeLogLikelihood(input, target, parameters.constant())
                                    .getFloat(0))
                    .isCloseTo((float) (likelihood + bounds), within(1e-4f));
        }
    }

    @Test
    void deeperLayersDecayFaster() {
        // one weight of size 1 per layer: 2.5e-5, 5e-5, 7.5e-5, 7.5e-5 and 1e-4 at the head
        DynamicsNetwork network = new DynamicsNetwork(1, 1, 4, 1, 1);
        double[] rates = {2.5e-5, 5e-5, 7.5e-5, 7.5e-5, 1e-4};
        int[] weights = {0, 3, 5, 7, 9};
        NDArray input = manager.zeros(new Shape(1, 1, 1, 2));
        NDArray target = manager.zeros(new Shape(1, 1, 1, 2));
        for (int layer = 0; layer < rates.length; layer++) {
            float[] values = new float[3 + 3 * 2 + 8 + 4]; // first layer, three more, head, bounds
            try (ParameterStack zero = network.parameters(manager, values)) {
                values[weights[layer]] = 100;
                try (ParameterStack one = network.parameters(manager, values)) {
                    float without =
                            network.negativeLogLikelihood(input, target, zero.constant())
                                    .getFloat(0);
                    float with =
                            network.negativeLogLikelihood(input, target, one.constant())
                                    .getFloat(0);
                    // rate / 2 times 100^2
                    assertThat(with - without)
                            .isCloseTo((float) (rates[layer] * 5000), within(1e-5f));
                }
            }
        }
    }

    @Test
    void membersAddUpAndRowsAverage() {
        DynamicsNetwork one = new DynamicsNetwork(1, 1, 1, 4, 1);
        NDArray input = manager.zeros(new Shape(1, 1, 3, 2));
        NDArray target = manager.zeros(new Shape(1, 1, 3, 2));
        try (ParameterStack parameters = one.initialize(manager, Streams.of(0, "weights", 0))) {
            float three =
                    one.negativeLogLikelihood(input, target, parameters.constant()).getFloat(0);
            float single =
                    one.negativeLogLikelihood(
                                    manager.zeros(new Shape(1, 1, 1, 2)),
                                    manager.zeros(new Shape(1, 1, 1, 2)),
                                    parameters.constant())
                            .getFloat(0);
            assertThat(three).isCloseTo(single, within(1e-5f)); // the same row three times
        }
        DynamicsNetwork two = new DynamicsNetwork(1, 1, 1, 1, 2);
        float[] values = new float[2 * (2 + 1 + 4 + 4) + 4];
        try (ParameterStack parameters = two.parameters(manager, values)) {
            NDArray ones = manager.ones(new Shape(1, 2, 1, 2));
            // bounds 0 and 0: v = -log 2, then softplus(-log 2) = log 1.5; twice e^-v + v
            double v = Math.log(1.5);
            assertThat(
                            two.negativeLogLikelihood(
                                            manager.zeros(new Shape(1, 2, 1, 2)),
                                            ones,
                                            parameters.constant())
                                    .getFloat(0))
                    .isCloseTo((float) (2 * (Math.exp(-v) + v)), within(1e-5f));
        }
    }

    /** A raw log variance far outside comes back at the bounds. */
    @TestFactory
    Stream<DynamicTest> logVarianceStaysWithinItsBounds() {
        DynamicsNetwork network = new DynamicsNetwork(1, 1, 1, 1, 1);
        return Given.draws(
                random -> {
                    float raw = Given.floats(random, 1, -50, 50)[0];
                    float[] values = {0, 0, 0, 0, 0, 0, 0, 0, 0, raw, raw, 0.5f, 0.5f, -10, -10};
                    try (ParameterStack parameters = network.parameters(manager, values)) {
                        NDArray input = manager.zeros(new Shape(1, 1, 1, 2));
                        float v =
                                network.predict(input, parameters.constant())
                                        .logVariance()
                                        .getFloat(0, 0, 0, 0);
                        assertThat(v).isBetween(-10f, 0.5001f);
                        assertThat(v).isCloseTo((float) clamp(raw, 0.5, -10), within(1e-4f));
                    }
                });
    }

    @Test
    void boundsAreSharedByTheMembersAndTrained() {
        DynamicsNetwork network = new DynamicsNetwork(2, 1, 1, 4, 3);
        ParameterStack fresh = network.initialize(manager, Streams.of(0, "weights", 0));
        float[] before = fresh.toArray();
        int bounds = before.length - 2 * network.targets(); // once, not once per member
        int member = 3 * 4 + 4 + 4 * 6 + 6;
        assertThat(bounds).isEqualTo(3 * member);
        for (int i = 0; i < 3; i++) {
            assertThat(before[bounds + i]).isEqualTo(0.5f);
            assertThat(before[bounds + 3 + i]).isEqualTo(-10);
        }
        try (Network learner = Network.of("model", fresh, 1e-2)) {
            NDArray input = manager.zeros(new Shape(1, 3, 2, 3));
            NDArray target = manager.ones(new Shape(1, 3, 2, 3));
            learner.descend(p -> network.negativeLogLikelihood(input, target, p));
            float[] after = learner.parameters().toArray();
            for (int i = bounds; i < after.length; i++) {
                assertThat(Math.abs(after[i] - before[i])).isCloseTo(1e-2f, within(1e-4f));
            }
        }
    }

    /** Two tasks, two members, every block: central differences of each tenth parameter. */
    @Test
    void gradientOfTheLikelihoodIsThatOfFiniteDifferences() {
        DynamicsNetwork network = new DynamicsNetwork(2, 1, 2, 3, 2);
        RandomGenerator random = Streams.of(0, "finite differences", 0);
        int size = network.size();
        float[] values = Given.floats(random, 2 * size, -0.8, 0.8);
        NDArray input =
                manager.create(Given.floats(random, 2 * 2 * 5 * 3, -1, 1), new Shape(2, 2, 5, 3));
        NDArray target =
                manager.create(Given.floats(random, 2 * 2 * 5 * 3, -1, 1), new Shape(2, 2, 5, 3));
        float[] gradient = gradient(network, values, input, target);
        for (int i = 0; i < values.length; i += 10) {
            float step = 5e-3f;
            double above = sum(network, shifted(values, i, step), input, target);
            double below = sum(network, shifted(values, i, -step), input, target);
            assertThat(gradient[i])
                    .as("parameter %d of task %d", i % size, i / size)
                    .isCloseTo((float) ((above - below) / (2 * step)), within(4e-3f));
        }
    }

    private static float[] shifted(float[] values, int at, float by) {
        float[] shifted = values.clone();
        shifted[at] += by;
        return shifted;
    }

    private double sum(DynamicsNetwork network, float[] values, NDArray input, NDArray target) {
        try (ParameterStack parameters = network.parameters(manager, values)) {
            return network.negativeLogLikelihood(input, target, parameters.constant())
                    .sum()
                    .getFloat();
        }
    }

    /** Adam's first moment after its first step is a tenth of the gradient. */
    private float[] gradient(
            DynamicsNetwork network, float[] values, NDArray input, NDArray target) {
        try (Network learner = Network.of("model", network.parameters(manager, values), 1e-3)) {
            learner.descend(p -> network.negativeLogLikelihood(input, target, p));
            float[] gradient = learner.state().adam().first();
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= 10;
            }
            return gradient;
        }
    }

    /** Numbers that know their member: 100 times it, plus their place within the block. */
    @Test
    void selectedMembersKeepTheirOwnWeightsAndTheSharedBounds() {
        DynamicsNetwork three = new DynamicsNetwork(1, 1, 1, 1, 3);
        // weight 2, bias 1, head 4, head's bias 4; bounds 2 and 2
        float[] all = {
            1, 2, 101, 102, 201, 202, 3, 103, 203, 4, 5, 6, 7, 104, 105, 106, 107, 204, 205, 206,
            207, 8, 9, 10, 11, 108, 109, 110, 111, 208, 209, 210, 211, -1, -2, -3, -4
        };
        assertThat(three.select(all, 2, 0))
                .containsExactly(
                        201, 202, 1, 2, 203, 3, 204, 205, 206, 207, 4, 5, 6, 7, 208, 209, 210, 211,
                        8, 9, 10, 11, -1, -2, -3, -4);
        float[] other = new float[all.length];
        three.copyMember(1, all, other);
        assertThat(three.select(other, 1)).startsWith(101, 102, 103).endsWith(0, 0, 0, 0);
        assertThat(three.select(other, 0)).containsOnly(0);
    }
}
