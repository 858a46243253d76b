package merpo.agents.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Products of Gaussian factors, their distances and draws, worked by hand. */
class PosteriorTest {
    private static final Offset<Float> CLOSE = within(1e-5f);
    // softplus(x) = v, x = log(e^v - 1)
    private static final float ONE = (float) Math.log(Math.E - 1);
    private static final float HALF = (float) Math.log(Math.exp(0.5) - 1);

    /** Precisions 1 and 2 add up to 3; the mean is (1 x 3 + 2 x 0) / 3. */
    @Test
    void precisionsAddUpAndWeighTheMeans() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray factors =
                    manager.create(new float[] {3, ONE, 0, HALF}, new Shape(1, 2, 2)); // latent 1
            Posterior both = Posterior.product(factors);
            assertThat(both.variance().getFloat()).isCloseTo(1 / 3f, CLOSE);
            assertThat(both.mean().getFloat()).isCloseTo(1f, CLOSE);
        }
    }

    /** C equal factors have C times the precision and the same mean. */
    @Test
    void everyTransitionNarrowsIt() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray factor = manager.create(new float[] {0.7f, ONE}, new Shape(1, 1, 2));
            for (int count : new int[] {1, 2, 10, 100}) {
                Posterior of = Posterior.product(factor.tile(new long[] {1, count, 1}));
                assertThat(of.variance().getFloat()).isCloseTo(1f / count, CLOSE);
                assertThat(of.mean().getFloat()).isCloseTo(0.7f, CLOSE);
            }
        }
    }

    /** 1000 factors of vanishing variance: 1e-7 each, together 1e-10, neither 0 nor NaN. */
    @Test
    void vanishingVariancesAreCut() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray factors =
                    manager.create(new float[] {2, -60}, new Shape(1, 1, 2))
                            .tile(new long[] {1, 1000, 1});
            Posterior of = Posterior.product(factors);
            assertThat(of.variance().getFloat()).isCloseTo(1e-10f, within(1e-14f));
            assertThat(of.mean().getFloat()).isCloseTo(2f, CLOSE);
        }
    }

    @Test
    void transitionsOfWeightZeroSayNothing() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray factors =
                    manager.create(new float[] {3, ONE, 50, HALF, 0, HALF}, new Shape(1, 3, 2));
            NDArray weights = manager.create(new float[] {1, 0, 1}, new Shape(1, 3, 1));
            Posterior two = Posterior.product(factors, weights);
            assertThat(two.variance().getFloat()).isCloseTo(1 / 3f, CLOSE);
            assertThat(two.mean().getFloat()).isCloseTo(1f, CLOSE);
        }
    }

    /** KL(N(2, 0.5) || N(0, 1)) = (0.5 + 4 - 1 - log 0.5) / 2, and summed over two entries. */
    @Test
    void distanceToThePriorIsSummedOverEntries() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Posterior of = of(manager, new float[] {2, 0}, new float[] {0.5f, 1});
            assertThat(of.klToPrior().toFloatArray()).hasSize(1);
            assertThat(of.klToPrior().getFloat())
                    .isCloseTo((float) (3.5 - Math.log(0.5)) / 2, CLOSE);
        }
    }

    /** KL of N(0.3, 0.5^2) from N(-0.4, 0.9^2) is 0.54458; of anything from itself 0. */
    @Test
    void distanceToAnother() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Posterior one = of(manager, new float[] {0.3f}, new float[] {0.25f});
            Posterior other = of(manager, new float[] {-0.4f}, new float[] {0.81f});
            assertThat(one.klTo(other).getFloat()).isCloseTo(0.54458f, CLOSE);
            assertThat(one.klTo(one).getFloat()).isCloseTo(0f, CLOSE);
        }
    }

    /** 2 + sqrt(0.25) x -1. */
    @Test
    void drawsAreMeanPlusDeviationTimesNoise() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Posterior of = of(manager, new float[] {2}, new float[] {0.25f});
            NDArray noise = manager.create(new float[] {-1}, new Shape(1, 1));
            assertThat(of.sample(noise).getFloat()).isCloseTo(1.5f, CLOSE);
        }
    }

    private static Posterior of(NDManager manager, float[] mean, float[] variance) {
        Shape shape = new Shape(1, mean.length);
        return new Posterior(manager.create(mean, shape), manager.create(variance, shape));
    }
}
