package merpo.agents.macaw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import merpo.agents.Golden;
import merpo.agents.macaw.MacawNetworks.Outer;
import merpo.agents.macaw.MacawNetworks.Parameters;
import merpo.datagen.nn.Descent;
import merpo.datagen.nn.Gradients;
import merpo.datagen.nn.Network;
import merpo.datagen.nn.ParameterStack;
import merpo.datagen.nn.Streams;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The inner step, and gradients through it. */
class MetaGradientTest {
    @AutoClose private final NDManager manager = NDManager.newBaseManager();

    /** Networks of one seed, their rates and two batches of two tasks. */
    private final class Case implements AutoCloseable {
        private final MacawNetworks shapes;
        private final Network value;
        private final Network policy;
        private final Network rates;
        private final MacawRows inner = Tiny.rows(manager, 1, 2, 8);
        private MacawRows outer = Tiny.rows(manager, 2, 2, 8);

        Case(int code, Order order) {
            this(code, order, Math.log(0.05));
        }

        Case(int code, Order order, double rawRate) {
            MacawConfig config = Tiny.config(code, order);
            shapes = MacawNetworks.of(config, 3, 2);
            value = Network.of("value", drawn(shapes.value(), "value"), 1e-3);
            policy = Network.of("policy", drawn(shapes.policy(), "policy"), 1e-3);
            float[] raw = InnerRates.initial(config.inner(), shapes.rates());
            Arrays.fill(raw, 0, raw.length - 1, (float) rawRate);
            rates =
                    Network.of(
                            "rates",
                            ParameterStack.of(manager, raw, List.of(new Shape(raw.length))),
                            1e-3);
        }

        private ParameterStack drawn(LayerStack layers, String what) {
            return layers.draw(manager, Streams.of(5, what, 0));
        }

        Gradients gradients(Function<Outer, NDArray> loss) {
            return Descent.of(value, policy, rates)
                    .gradients(
                            views ->
                                    loss.apply(
                                            shapes.outer(
                                                    inner,
                                                    outer,
                                                    shapes.parameters(
                                                            views.get(0),
                                                            views.get(1),
                                                            views.get(2).get(0)))));
        }

        /** Of one network: 0 V, 1 policy, 2 rates and coefficient. */
        float[] gradient(Function<Outer, NDArray> loss, int network) {
            int v = shapes.value().tensors();
            int both = shapes.rates();
            try (Gradients found = gradients(loss)) {
                List<NDArray> all = found.blocks();
                return Golden.joined(
                        switch (network) {
                            case 0 -> all.subList(0, v);
                            case 1 -> all.subList(v, both);
                            default -> all.subList(both, both + 1);
                        });
            }
        }

        @Override
        public void close() {
            value.close();
            policy.close();
            rates.close();
        }
    }

    private static NDArray sum(NDArray perTask) {
        return perTask.sum(new int[] {0}, true);
    }

    private static NDArray both(Outer outer) {
        return outer.total(1);
    }

    /** What is written out by hand against what the engine makes of the same loss. */
    @Test
    void theInnerGradientsAreTheEnginesOwn() {
        MacawRows rows = Tiny.rows(manager, 3, 1, 8);
        try (Case plain = new Case(0, Order.SECOND)) {
            InnerLoss v = plain.shapes.value(plain.value.constant()).regression(rows);
            try (Gradients found =
                    plain.value.gradients(
                            views -> plain.shapes.value(views).regression(rows).value())) {
                same(v, found);
            }
            NDArray advantages = rows.returns();
            NDArray weights = plain.shapes.weights(advantages);
            NDArray coefficient = Tiny.table(manager, 1, 0.3f);
            Function<NDList, InnerLoss> loss =
                    views ->
                            plain.shapes
                                    .policy(views)
                                    .regression(rows, advantages, weights, coefficient);
            InnerLoss pi = loss.apply(plain.policy.constant());
            try (Gradients found = plain.policy.gradients(views -> loss.apply(views).value())) {
                same(pi, found);
            }
        }
    }

    private static void same(InnerLoss ours, Gradients engines) {
        List<NDArray> arrays = new ArrayList<>();
        ours.gradient().forEach(layer -> arrays.addAll(layer.arrays()));
        float[] written = Golden.joined(arrays);
        float[] found = Golden.joined(engines.blocks());
        assertThat(written).hasSameSizeAs(found);
        int nonzero = 0;
        for (int i = 0; i < found.length; i++) {
            assertThat(written[i]).isCloseTo(found[i], within(1e-5f + 1e-5f * Math.abs(found[i])));
            nonzero += found[i] == 0 ? 0 : 1;
        }
        assertThat(nonzero).isGreaterThan(found.length / 2);
    }

    /** zeta' = zeta - l_zeta A^T g, A' = A - l_A g zeta^T, c' = c - l_c g, task by task. */
    @Test
    void aStepMovesCodeMatrixAndOffset() {
        WeightTransform layer = new WeightTransform(2, 3, 4);
        int size = layer.size();
        float[] drawn = layer.draw(Streams.of(1, "layer", 0));
        NDList tensors = new NDList();
        ParameterStack stack = ParameterStack.of(manager, drawn, layer.blocks());
        stack.constant().forEach(view -> tensors.add(view.duplicate()));
        NDArray g = Tiny.table(manager, 2, ramp(2 * size));
        NDList rates = new NDList();
        for (float rate : new float[] {0.3f, 0.2f, 0.1f}) {
            rates.add(Tiny.table(manager, 1, rate));
        }
        Linear stepped = layer.stepped(tensors, Linear.of(g, 2, 3), rates, Order.SECOND);

        NDArray zeta = tensors.get(0).reshape(4, 1);
        NDArray a = tensors.get(1).squeeze(0);
        NDArray c = tensors.get(2).reshape(size, 1);
        for (int task = 0; task < 2; task++) {
            NDArray own = g.get(task).reshape(size, 1);
            NDArray zetaAfter = zeta.sub(a.transpose().matMul(own).mul(0.3f));
            NDArray aAfter = a.sub(own.matMul(zeta.transpose()).mul(0.2f));
            NDArray theta = aAfter.matMul(zetaAfter).add(c.sub(own.mul(0.1f)));
            assertThat(stepped.flat().get(task).toFloatArray())
                    .usingComparatorWithPrecision(1e-5f)
                    .containsExactly(theta.flatten().toFloatArray());
        }
    }

    private static float[] ramp(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) Math.sin(i + 1);
        }
        return values;
    }

    /**
     * The slope of a loss along its own meta-gradient. Nothing follows the outer rows, as the slow
     * copy in their targets would move with V and is a constant all the same.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void theMetaGradientIsThatOfCentralDifferences(int code) {
        try (Case steps = new Case(code, Order.SECOND)) {
            NDArray nothing = steps.outer.discount().zerosLike();
            steps.outer = Tiny.followedBy(steps.outer, steps.outer.last(), nothing);
            for (int which = 0; which < 3; which++) {
                Network moved = List.of(steps.value, steps.policy, steps.rates).get(which);
                Function<Outer, NDArray> loss =
                        which == 0 ? outer -> sum(outer.value()) : outer -> sum(outer.policy());
                float[] gradient = steps.gradient(loss, which);
                double length = length(gradient);
                double step = which == 2 ? 0.05 : 2e-3;
                float[] start = moved.parameters().toArray();
                double above = lossAt(steps, moved, start, gradient, step / length, loss);
                double below = lossAt(steps, moved, start, gradient, -step / length, loss);
                moved.parameters().restore(start);
                assertThat((above - below) / (2 * step))
                        .as("slope of network %d along its gradient", which)
                        .isCloseTo(length, within(0.02 * length));
            }
        }
    }

    private static double lossAt(
            Case steps,
            Network moved,
            float[] start,
            float[] direction,
            double by,
            Function<Outer, NDArray> loss) {
        float[] values = start.clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (by * direction[i]);
        }
        moved.parameters().restore(values);
        try (Gradients found = steps.gradients(loss)) {
            return found.loss()[0];
        }
    }

    private static double length(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    private static double distance(float[] a, float[] b) {
        float[] difference = a.clone();
        for (int i = 0; i < a.length; i++) {
            difference[i] -= b[i];
        }
        return length(difference);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    void theFirstOrderIsAnotherGradientUnlessTheStepIsNothing(int code) {
        try (Case second = new Case(code, Order.SECOND);
                Case first = new Case(code, Order.FIRST);
                Case secondStill = new Case(code, Order.SECOND, -20);
                Case firstStill = new Case(code, Order.FIRST, -20)) {
            for (int network = 0; network < 2; network++) {
                float[] exact = second.gradient(MetaGradientTest::both, network);
                float[] cut = first.gradient(MetaGradientTest::both, network);
                assertThat(distance(exact, cut)).isGreaterThan(0.02 * length(exact));
                float[] still = secondStill.gradient(MetaGradientTest::both, network);
                float[] cutStill = firstStill.gradient(MetaGradientTest::both, network);
                assertThat(length(still)).isGreaterThan(0.1);
                assertThat(distance(still, cutStill)).isLessThan(1e-5 * length(still));
            }
        }
    }

    /**
     * Its losses and its rates' gradients are those of the second: only what lies behind g differs.
     */
    @Test
    void theFirstOrderTakesTheSameStep() {
        try (Case second = new Case(3, Order.SECOND);
                Case first = new Case(3, Order.FIRST)) {
            float[] exact = second.gradient(MetaGradientTest::both, 2);
            float[] cut = first.gradient(MetaGradientTest::both, 2);
            int coefficient = exact.length - 1;
            for (int i = 0; i < coefficient; i++) {
                assertThat(cut[i]).isCloseTo(exact[i], within(1e-5f));
            }
            assertThat(exact[coefficient]).isNotZero();
            assertThat(cut[coefficient]).isZero();
        }
    }

    /** Advantages and weights come from V' and are constants all the same. */
    @Test
    void thePolicysLossGivesVNoGradient() {
        try (Case steps = new Case(3, Order.SECOND)) {
            assertThat(steps.gradient(outer -> sum(outer.policy()), 0)).containsOnly(0);
            assertThat(length(steps.gradient(outer -> sum(outer.policy()), 1))).isPositive();
            assertThat(steps.gradient(outer -> sum(outer.value()), 1)).containsOnly(0);
        }
    }

    /** What follows an episode counts in the outer loss alone. */
    @Test
    void theInnerLossOfVHasNoBootstrap() {
        try (Case steps = new Case(0, Order.SECOND)) {
            NDArray v = manager.create(1f);
            MacawRows other =
                    Tiny.followedBy(
                            steps.inner, steps.inner.last().add(v), steps.inner.discount().add(v));
            ValueFunction function = steps.shapes.value(steps.value.constant());
            assertThat(function.regression(other).value().toFloatArray())
                    .containsExactly(function.regression(steps.inner).value().toFloatArray());
            assertThat(function.advantages(other).toFloatArray())
                    .isNotEqualTo(function.advantages(steps.inner).toFloatArray());
        }
    }

    /** With all of V kept the copy is V; with nothing kept it is V'. */
    @Test
    void theSlowCopyLiesBetweenVAndItsStep() {
        MacawRows rows = Tiny.rows(manager, 1, 2, 8);
        NDArray s = rows.observation();
        float[] kept = slowCopy(1, rows, s);
        float[] none = slowCopy(0, rows, s);
        try (Case steps = new Case(3, Order.SECOND)) {
            float[] before = steps.shapes.value(steps.value.constant()).at(s).toFloatArray();
            Parameters from = parameters(steps, steps.shapes);
            float[] after = steps.shapes.adapt(rows, from).value().at(s).toFloatArray();
            assertThat(kept).usingComparatorWithPrecision(1e-6f).containsExactly(before);
            assertThat(none).usingComparatorWithPrecision(1e-6f).containsExactly(after);
            assertThat(distance(before, after)).isGreaterThan(1e-2);
        }
    }

    private float[] slowCopy(double keep, MacawRows rows, NDArray s) {
        try (Case steps = new Case(3, Order.SECOND)) {
            MacawConfig config = steps.shapes.config();
            MacawConfig.Inner inner = config.inner();
            MacawConfig changed =
                    new MacawConfig(
                            config.networks(),
                            new MacawConfig.Inner(
                                    inner.rate(), inner.coefficient(), inner.order(), keep),
                            config.rates(),
                            config.batch(),
                            config.discount(),
                            config.returnScale(),
                            config.regression());
            MacawNetworks shapes = MacawNetworks.of(changed, 3, 2);
            return shapes.adapt(rows, parameters(steps, shapes)).target().at(s).toFloatArray();
        }
    }

    private static Parameters parameters(Case steps, MacawNetworks shapes) {
        return shapes.parameters(
                steps.value.constant(), steps.policy.constant(), steps.rates.constant().get(0));
    }
}
