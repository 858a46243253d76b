package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
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
                    chain + ": inputs that members share", () -> through(chain, true))
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
            network.descend(p -> Scale.by(1e-12, f.apply(p)));
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
}
