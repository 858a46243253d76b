package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import merpo.datagen.run.Operations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Gradients through perceptrons, held against finite differences. */
final class PassTest {
    private static final int ROWS = 600; // more than one chunk

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** Two perceptrons in a row: the second is constant and leads the gradient to the first. */
    private record Chain(int tasks, int members, int outputs, Mlp.Hidden activation) {
        Mlp first() {
            return new Mlp(3, 2, 8, outputs, activation);
        }

        /** The kinks of relu disturb a finite difference, swish has none. */
        double tolerance() {
            return activation == Mlp.Hidden.RELU ? 4e-3 : 2e-4;
        }

        Mlp second() {
            return new Mlp(outputs, 2, 8, outputs, activation);
        }
    }

    private static List<Chain> chains() {
        List<Chain> chains = new ArrayList<>();
        for (int tasks = 1; tasks <= 2; tasks++) {
            for (int members = 1; members <= 2; members++) {
                for (int outputs : new int[] {1, 3}) {
                    for (Mlp.Hidden activation : Mlp.Hidden.values()) {
                        chains.add(new Chain(tasks, members, outputs, activation));
                    }
                }
            }
        }
        return chains;
    }

    private static DynamicTest[] tests(Chain chain) {
        return new DynamicTest[] {
            DynamicTest.dynamicTest(chain + ": weights", () -> weights(chain)),
            DynamicTest.dynamicTest(chain + ": inputs of each member", () -> through(chain, false)),
            DynamicTest.dynamicTest(
                    chain + ": inputs that members share", () -> through(chain, true)),
            DynamicTest.dynamicTest(chain + ": weights of weights", () -> computed(chain)),
            DynamicTest.dynamicTest(chain + ": weights of a perceptron", () -> generated(chain))
        };
    }

    @TestFactory
    Stream<DynamicTest> gradientsAreThoseOfFiniteDifferences() {
        return chains().stream().flatMap(chain -> Stream.of(tests(chain)));
    }

    private static void weights(Chain chain) {
        try (NDManager own = NDManager.newBaseManager()) {
            NDArray x = rows(own, chain.tasks());
            check(own, chain, p -> cost(chain.first().forward(x, p)));
        }
    }

    private static void through(Chain chain, boolean share) {
        try (NDManager own = NDManager.newBaseManager()) {
            NDArray x = rows(own, chain.tasks());
            NDList constant = drawn(own, chain.second(), chain).constant();
            check(
                    own,
                    chain,
                    p -> {
                        NDArray h = chain.first().forward(x, p);
                        NDArray next = share ? h.mean(new int[] {1}, true) : h;
                        return cost(chain.second().forward(next, constant).add(next));
                    });
        }
    }

    /** The weights are tanh of the leaves; the first takes no gradient, the last are leaves. */
    private static void computed(Chain chain) {
        try (NDManager own = NDManager.newBaseManager()) {
            NDArray x = rows(own, chain.tasks());
            NDList constant = drawn(own, chain.first(), chain).constant();
            check(
                    own,
                    chain,
                    p -> {
                        NDList weights = new NDList(constant.get(0));
                        p.subList(1, 4).forEach(leaf -> weights.add(Activation.tanh(leaf)));
                        weights.addAll(p.subList(4, 6));
                        NDArray decay =
                                WeightDecay.of(
                                        List.of(weights.get(2), weights.get(0), p.get(4)),
                                        0.5,
                                        0.25,
                                        0.125);
                        return cost(chain.first().forward(x, weights)).add(decay);
                    });
        }
    }

    /**
     * A perceptron whose weights are rows of another's output, which it also reads. Without relu:
     * with so few rows, kinks would be all that a finite difference sees.
     */
    private static void generated(Chain kinks) {
        Chain chain = new Chain(kinks.tasks(), kinks.members(), kinks.outputs(), Mlp.Hidden.SWISH);
        int size = chain.outputs();
        Mlp shape = new Mlp(size, 1, size, size, Mlp.Hidden.SWISH);
        try (NDManager own = NDManager.newBaseManager()) {
            NDArray x = rows(own, chain.tasks());
            check(
                    own,
                    chain,
                    p -> {
                        NDArray h = chain.first().forward(x, p);
                        NDList weights =
                                h.get(":, :, :" + (2 * size + 2))
                                        .split(new long[] {size, size + 1, 2L * size + 1}, 2);
                        return cost(shape.forward(h, weights));
                    });
        }
    }

    private static NDArray rows(NDManager own, int tasks) {
        return Noise.gaussian(own, Streams.perTask(2, "x", tasks), ROWS, 3).expandDims(1);
    }

    private static ParameterStack drawn(NDManager own, Mlp shape, Chain chain) {
        List<RandomGenerator> randoms = Streams.perTask(1, "w", chain.tasks());
        return Initialization.UNIFORM_FAN_IN.draw(own, shape, chain.members(), randoms);
    }

    /** Mean of y^2 over rows and entries, summed over members, [T]. */
    private static NDArray cost(NDArray y) {
        return y.square().mean(new int[] {3}).mean(new int[] {2}).sum(new int[] {1});
    }

    /**
     * A loss of 1e-12 f has so small a gradient that Adam's epsilon, 1e-8, is all of its first
     * divisor: with a rate of 1e4 the first step is minus the gradient of f.
     */
    private static void check(NDManager own, Chain chain, Function<NDList, NDArray> f) {
        ParameterStack stack = drawn(own, chain.first(), chain);
        float[] before = stack.toArray();
        try (Network network = Network.of("chain", stack.copy(), 1e4)) {
            network.descend(p -> Scaling.by(1e-12, f.apply(p)));
            float[] after = network.parameters().toArray();
            float step = 1e-2f;
            for (int i = 0; i < before.length; i += 7) {
                double up = at(own, stack, before, i, step, f);
                double slope = (up - at(own, stack, before, i, -step, f)) / (2 * step);
                assertThat((double) before[i] - after[i])
                        .isCloseTo(slope, within(chain.tolerance()));
            }
        }
    }

    private static double at(
            NDManager own,
            ParameterStack stack,
            float[] values,
            int changed,
            float by,
            Function<NDList, NDArray> f) {
        float[] moved = values.clone();
        moved[changed] += by;
        try (ParameterStack other = ParameterStack.of(own, moved, stack.blocks())) {
            double sum = 0;
            for (float task : f.apply(other.constant()).toFloatArray()) {
                sum += task;
            }
            return sum;
        }
    }

    /**
     * The four numbers of a perceptron 1 - 1 - 1 as A z + c, for two tasks, at x = 2.
     *
     * <pre>
     * A = (1, 0), (0, 0.5), (2, 1), (0, 0); c = (0, -1, -1, 0.5)
     * z = (1, 2): weights (1, 0, 3, 0.5), h = 2, y = 3 * 2 + 0.5
     *   by weights: g = (3 * 2, 3, h, 1); by A: g z'; by z: A' g = (6 + 2 * 2, 0.5 * 3 + 2)
     * z = (0, 0): weights c, h = relu(-1) = 0, y = 0.5; g = (0, 0, 0, 1)
     * </pre>
     */
    @Test
    void weightsMadeOfOthersPassTheirGradientOn() {
        Mlp shape = new Mlp(1, 1, 1, 1, Mlp.Hidden.RELU);
        List<Shape> blocks = List.of(new Shape(1, 4, 2), new Shape(1, 2, 1), new Shape(1, 4, 1));
        float[] values = {
            1, 0, 0, 0.5f, 2, 1, 0, 0, /* z */ 1, 2, /* c */ 0, -1, -1, 0.5f, // task 0
            1, 0, 0, 0.5f, 2, 1, 0, 0, /* z */ 0, 0, /* c */ 0, -1, -1, 0.5f, // task 1
        };
        NDArray x = manager.create(new float[] {2, 2}, new Shape(2, 1, 1, 1));
        try (Network network =
                        Network.of("code", ParameterStack.of(manager, values, blocks), 1e-2);
                Gradients found =
                        network.gradients(
                                p -> {
                                    NDArray all = p.get(0).matMul(p.get(1)).add(p.get(2));
                                    NDList weights = all.split(4, 2);
                                    return shape.forward(x, weights).reshape(2);
                                })) {
            assertThat(found.loss()).containsExactly(6.5f, 0.5f);
            assertThat(found.blocks().get(0).toFloatArray())
                    .containsExactly(6, 12, 3, 6, 2, 4, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0);
            assertThat(found.blocks().get(1).toFloatArray()).containsExactly(10, 3.5f, 0, 0);
            assertThat(found.blocks().get(2).toFloatArray())
                    .containsExactly(6, 3, 2, 1, 0, 0, 0, 1);
        }
    }

    /**
     * Two tasks, 3 - 4 - 2, five rows: 2 x 2 x 5 x (12 + 8) forward, as much by the weights, and by
     * what the first layer puts out without its own inputs, 2 x 2 x 5 x 8.
     */
    @Test
    void operationsAreCounted() {
        Mlp shape = new Mlp(3, 1, 4, 2, Mlp.Hidden.RELU);
        List<RandomGenerator> randoms = Streams.perTask(1, "w", 2);
        NDArray x = rows(manager, 2).get(":, :, :5");
        try (Network network =
                Network.of(
                        "counted",
                        Initialization.UNIFORM_FAN_IN.draw(manager, shape, 1, randoms),
                        1e-2)) {
            double before = Operations.count();
            NDArray unused = shape.forward(x, network.parameters().constant());
            assertThat(Operations.count() - before).isEqualTo(400);
            network.descend(p -> cost(shape.forward(x, p)));
            assertThat(Operations.count() - before).isEqualTo(400 + 400 + 400 + 160);
        }
    }

    /** One network for two tasks: as if their rows were those of one task. */
    @Test
    void weightsThatTasksShareAreTrainedByAll() {
        Mlp shape = new Mlp(3, 2, 8, 2, Mlp.Hidden.RELU);
        ParameterStack one =
                Initialization.UNIFORM_FAN_IN.draw(
                        manager, shape, 1, List.of(Streams.of(1, "w", 0)));
        NDArray two = rows(manager, 2);
        NDArray pooled = two.reshape(1, 1, 2 * ROWS, 3);
        try (Network apart = Network.of("two tasks", one.copy(), 1e-2);
                Network together = Network.of("one task", one.copy(), 1e-2)) {
            apart.descend(p -> cost(shape.forward(two, p)).mean(new int[] {0}, true));
            together.descend(p -> cost(shape.forward(pooled, p)));
            assertThat(apart.parameters().toArray())
                    .containsExactly(together.parameters().toArray(), within(1e-5f));
        }
    }

    @Test
    void aGradientOutsideOfALossIsRefused() {
        Mlp shape = new Mlp(3, 1, 4, 1, Mlp.Hidden.RELU);
        NDArray x = rows(manager, 1);
        x.setRequiresGradient(true);
        NDList weights =
                Initialization.UNIFORM_FAN_IN
                        .draw(manager, shape, 1, List.of(Streams.of(1, "w", 0)))
                        .constant();
        assertThatThrownBy(() -> shape.forward(x, weights))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Hand the loss to Network.descend");
    }

    /** [2, 3] times [3, 4]: 48, and as much for each side that a gradient is wanted of. */
    @Test
    void productsAreCountedWithTheirWayBack() {
        NDArray a = manager.ones(new Shape(2, 3));
        NDArray b = manager.ones(new Shape(3, 4));
        assertThat(counted(a, b)).isEqualTo(48);
        b.setRequiresGradient(true);
        assertThat(counted(a, b)).isEqualTo(96);
        a.setRequiresGradient(true);
        assertThat(counted(a, b)).isEqualTo(144);
    }

    private static double counted(NDArray a, NDArray b) {
        double before = Operations.count();
        NDArray unused = Product.of(a, b);
        return Operations.count() - before;
    }
}
