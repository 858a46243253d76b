package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class SquashedGaussianTest {
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    /** One task, as many rows as numbers, one action entry: [1, B, 1]. */
    private NDArray column(float... values) {
        return manager.create(values, new Shape(1, values.length, 1));
    }

    private SquashedGaussian gaussian(double mean, double deviation) {
        return new SquashedGaussian(column((float) mean), column((float) Math.log(deviation)));
    }

    /** The formula itself, in double precision. */
    private static double logDensity(double u, double mean, double logDeviation) {
        double z = (u - mean) / Math.exp(logDeviation);
        double jacobian = 2 * (Math.log(2) - u - Math.log1p(Math.exp(-2 * u)));
        return -0.5 * z * z - logDeviation - 0.5 * Math.log(2 * Math.PI) - jacobian;
    }

    /** Computed in double precision: log(1 - tanh(u)^2) at five places. */
    @Test
    void theJacobianOfTanhHasTheKnownValues() {
        float[] jacobian =
                SquashedGaussian.logJacobian(column(-5, -1, 0, 2, 7)).flatten().toFloatArray();
        float[] expected = {-8.613796f, -0.867562f, 0, -2.650005f, -12.613707f};
        assertThat(jacobian).containsExactly(expected, within(2e-5f));
    }

    /** log(1 - tanh(20)^2) is 2 (log 2 - 20) = -38.6137, where 1 - tanh(20)^2 itself is 0. */
    @Test
    void theDensityAndItsGradientAreFiniteFarOutside() {
        NDArray u = column(-20, 20);
        assertThat(SquashedGaussian.logJacobian(u).toFloatArray())
                .containsExactly(new float[] {-38.613705f, -38.613705f}, within(1e-4f));
        NDArray mean = column(-20, 20);
        mean.setRequiresGradient(true);
        try (GradientCollector tape = Engine.getInstance().newGradientCollector()) {
            SquashedGaussian far = new SquashedGaussian(mean, column(0, 0));
            NDArray density = far.sample(column(0.5f, -0.5f)).logProb();
            tape.backward(density.sum());
            for (float value : density.toFloatArray()) {
                assertThat(value).isFinite();
            }
        }
        // -d/du log(1 - tanh^2) = 2 tanh u = -2 and 2
        assertThat(mean.getGradient().toFloatArray())
                .containsExactly(new float[] {-2, 2}, within(1e-5f));
    }

    /** By hand: log(0.9 / 0.5) + (0.25 + 0.49) / 1.62 - 0.5 = 0.58779 + 0.45679 - 0.5. */
    @Test
    void theDivergenceOfTwoGaussiansHasTheKnownValue() {
        float divergence = gaussian(0.3, 0.5).klTo(gaussian(-0.4, 0.9)).getFloat();
        assertThat(divergence).isCloseTo(0.54458f, within(1e-5f));
    }

    @Test
    void aDistributionDoesNotDivergeFromItself() {
        SquashedGaussian one = gaussian(0.3, 0.5);
        assertThat(one.klTo(one).getFloat()).isCloseTo(0, within(1e-6f));
    }

    @TestFactory
    Stream<DynamicTest> noDivergenceIsNegative() {
        return IntStream.range(0, 30)
                .mapToObj(
                        seed ->
                                DynamicTest.dynamicTest(
                                        "seed " + seed,
                                        () -> {
                                            Random random = new Random(seed);
                                            SquashedGaussian one = drawn(random);
                                            SquashedGaussian other = drawn(random);
                                            for (float kl : one.klTo(other).toFloatArray()) {
                                                assertThat(kl).isFinite().isNotNegative();
                                            }
                                        }));
    }

    /** [2, 3, 2], means in [-3, 3], log deviations over all that is allowed. */
    private SquashedGaussian drawn(Random random) {
        float[] mean = new float[12];
        float[] logDeviation = new float[12];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = 6 * random.nextFloat() - 3;
            logDeviation[i] = 7 * random.nextFloat() - 5;
        }
        Shape shape = new Shape(2, 3, 2);
        return new SquashedGaussian(
                manager.create(mean, shape), manager.create(logDeviation, shape));
    }

    /** The reparameterised density and the density of the same action are one function. */
    @Test
    void aSampleReportsTheDensityOfItsOwnAction() {
        SquashedGaussian distribution = gaussian(0.3, 0.5);
        SquashedGaussian.Sample sample = distribution.sample(column(1.5f));
        // u = 0.3 + 0.5 * 1.5 = 1.05
        assertThat(sample.action().getFloat()).isCloseTo((float) Math.tanh(1.05), within(1e-6f));
        assertThat(sample.logProb().getFloat())
                .isCloseTo(distribution.logProb(column(1.05f)).getFloat(), within(1e-5f))
                .isCloseTo((float) logDensity(1.05, 0.3, Math.log(0.5)), within(1e-5f));
    }

    /** Midpoint rule over a in (-1, 1); without the Jacobian the sum would be far from 1. */
    @Test
    void theDensityOfActionsIntegratesToOne() {
        int cells = 20_000;
        float[] preTanh = new float[cells];
        for (int i = 0; i < cells; i++) {
            double a = -1 + (2 * i + 1.0) / cells;
            preTanh[i] = (float) (0.5 * Math.log((1 + a) / (1 - a)));
        }
        float[] logProb = gaussian(0.4, 0.6).logProb(column(preTanh)).toFloatArray();
        double sum = 0;
        for (float value : logProb) {
            sum += Math.exp(value) * 2 / cells;
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
    }

    /** [2 tasks, 3 rows, 2 entries]: one density per row, the sum over its two entries. */
    @Test
    void densitiesAreSummedOverTheActionAndNotOverTheBatch() {
        SquashedGaussian distribution = drawn(new Random(7));
        NDArray u = drawn(new Random(8)).mean();
        NDArray logProb = distribution.logProb(u);
        assertThat(logProb.getShape()).isEqualTo(new Shape(2, 3));
        float[] mean = distribution.mean().toFloatArray();
        float[] logDeviation = distribution.logDeviation().toFloatArray();
        float[] places = u.toFloatArray();
        for (int row = 0; row < 6; row++) {
            int i = 2 * row;
            double byHand =
                    logDensity(places[i], mean[i], logDeviation[i])
                            + logDensity(places[i + 1], mean[i + 1], logDeviation[i + 1]);
            assertThat((double) logProb.toFloatArray()[row])
                    .isCloseTo(byHand, within(1e-4 * Math.max(1, Math.abs(byHand))));
        }
    }

    /** A head says mean, mean, log deviation, log deviation; the latter are clamped to [-5, 2]. */
    @Test
    void theHeadIsSplitAndItsDeviationClamped() {
        float[] head = {0.1f, 9, -9, 0.5f, -0.2f, -9, 0, 7};
        SquashedGaussian distribution =
                SquashedGaussian.of(
                        manager.create(head, new Shape(1, 1, 2, 4)), SquashedGaussian.Bounds.USUAL);
        assertThat(distribution.mean().toFloatArray()).containsExactly(0.1f, 9, -0.2f, -9);
        assertThat(distribution.logDeviation().toFloatArray()).containsExactly(-5, 0.5f, 0, 2);
    }

    @Test
    void theModeIsTanhOfTheMean() {
        assertThat(gaussian(0.3, 0.5).mode().getFloat())
                .isCloseTo((float) Math.tanh(0.3), within(1e-6f));
    }

    @Test
    void aSliceKeepsTheNamedRowsOfEveryTask() {
        SquashedGaussian all = drawn(new Random(9));
        SquashedGaussian slice = all.slice(1, 3);
        float[] mean = all.mean().toFloatArray();
        assertThat(slice.mean().getShape()).isEqualTo(new Shape(2, 2, 2));
        assertThat(slice.mean().toFloatArray())
                .containsExactly(
                        mean[2], mean[3], mean[4], mean[5], mean[8], mean[9], mean[10], mean[11]);
        assertThat(slice.logDeviation().getShape()).isEqualTo(new Shape(2, 2, 2));
    }

    /** atanh(0.5) = 0.549306; 1 is pulled to 0.999, and atanh(0.999) = 3.800201. */
    @Test
    void actionsOfADatasetArePulledInsideBeforeAtanh() {
        assertThat(SquashedGaussian.preTanh(0.5f)).isCloseTo(0.549306f, within(1e-6f));
        assertThat(SquashedGaussian.preTanh(1)).isCloseTo(3.800201f, within(1e-4f));
        assertThat(SquashedGaussian.preTanh(-1)).isCloseTo(-3.800201f, within(1e-4f));
    }

    @Test
    void aDrawTakesItsNoiseFromTheGeneratorOfEachTask() {
        SquashedGaussian two = drawn(new Random(2));
        NDArray noise = Noise.gaussian(manager, Streams.perTask(5, "draw", 2), 3, 2);
        SquashedGaussian.Sample sample = two.sample(Streams.perTask(5, "draw", 2));
        assertThat(sample.action().toFloatArray())
                .isEqualTo(two.sample(noise).action().toFloatArray());
        assertThat(sample.logProb().toFloatArray())
                .isEqualTo(two.sample(noise).logProb().toFloatArray());
    }

    /** Rows 1, 2 of one task and 3, 4 of the other, twice. */
    @Test
    void tilingRepeatsAllRowsOfEachTask() {
        NDArray mean = manager.create(new float[] {1, 2, 3, 4}, new Shape(2, 2, 1));
        SquashedGaussian twice = new SquashedGaussian(mean, mean.neg()).tile(2);
        assertThat(twice.mean().getShape()).isEqualTo(new Shape(2, 4, 1));
        assertThat(twice.mean().toFloatArray()).containsExactly(1, 2, 1, 2, 3, 4, 3, 4);
        assertThat(twice.logDeviation().toFloatArray())
                .containsExactly(-1, -2, -1, -2, -3, -4, -3, -4);
    }

    /** Noise for one task would be shared by all: [1, 3, 2] against means of [2, 3, 2]. */
    @Test
    void noiseOfAnotherShapeIsRefused() {
        SquashedGaussian two = drawn(new Random(1));
        NDArray one = manager.zeros(new Shape(1, 3, 2));
        assertThatThrownBy(() -> two.sample(one))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("noise has shape (1, 3, 2), expected (2, 3, 2)");
    }

    /** FOCAL's bounds, -20 and 0: a log deviation outside is cut, and takes no gradient. */
    @Test
    void outsideOfItsBoundsTheLogDeviationTakesNoGradient() {
        SquashedGaussian.Bounds bounds = new SquashedGaussian.Bounds(-20, 0);
        float[] heads = {0.5f, -21, 0.5f, -7, 0.5f, 1}; // mean, log deviation of three tasks
        ParameterStack stack = ParameterStack.of(manager, heads, List.of(new Shape(1, 1, 2)));
        try (Network network = Network.of("head", stack, 1e-3);
                Gradients found =
                        network.gradients(
                                p ->
                                        SquashedGaussian.of(p.get(0), bounds)
                                                .logDeviation()
                                                .squeeze(2)
                                                .squeeze(1))) {
            assertThat(found.loss()).containsExactly(-20, -7, 0);
            assertThat(found.blocks().get(0).toFloatArray()).containsExactly(0, 0, 0, 1, 0, 0);
        }
    }

    @Test
    void boundsInTheWrongOrderAreRefused() {
        assertThatThrownBy(() -> new SquashedGaussian.Bounds(2, -5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2.0 and -5.0, the first must be smaller");
    }
}
