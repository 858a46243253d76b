package merpo.tests.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import merpo.envs.Environments;
import merpo.envs.VectorEnvironment;
import merpo.envs.task.Task;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Episodes start as Gymnasium's do: each coordinate of the state by a two-sample Kolmogorov-Smirnov
 * test. 10000 starts on both sides, because 2000 cannot tell a Gaussian from a uniform distribution
 * of the same variance (their functions lie 0.057 apart).
 */
final class StartsLikeGymnasiumTest {
    private static final double SIGNIFICANCE = 0.01; // for all coordinates of an environment

    private static Stream<DynamicTest> each(Check check) {
        return Gymnasium.IDS.stream()
                .map(
                        id ->
                                DynamicTest.dynamicTest(
                                        id, () -> check.of(id, Gymnasium.of(id).starts())));
    }

    private interface Check {
        void of(String id, double[][] theirs);
    }

    @TestFactory
    Stream<DynamicTest> everyCoordinateHasGymnasiumsDistribution() {
        return each(
                (id, theirs) -> {
                    double[][] ours = starts(id, theirs.length);
                    int coordinates = theirs[0].length;
                    double least = 1;
                    for (int k = 0; k < coordinates; k++) {
                        least = Math.min(least, same(column(ours, k), column(theirs, k)));
                    }
                    System.out.printf(
                            "%-16s %d starts, %d coordinates: least p %.3f, bound %.5f%n",
                            id, ours.length, coordinates, least, bound(coordinates));
                    assertThat(least).isGreaterThan(bound(coordinates));
                });
    }

    /** Gaussian and uniform numbers with the coordinate's mean and variance: one must be wrong. */
    @TestFactory
    Stream<DynamicTest> theTestTellsGaussianFromUniform() {
        return each(
                (id, theirs) -> {
                    Random random = new Random(17);
                    int coordinates = theirs[0].length;
                    for (int k = 0; k < coordinates; k++) {
                        double[] column = column(theirs, k);
                        double mean = Arrays.stream(column).average().orElseThrow();
                        double deviation =
                                Math.sqrt(
                                        Arrays.stream(column)
                                                .map(x -> (x - mean) * (x - mean))
                                                .average()
                                                .orElseThrow());
                        double gaussian =
                                same(
                                        sample(
                                                column,
                                                () -> mean + deviation * random.nextGaussian()),
                                        column);
                        double uniform =
                                same(
                                        sample(
                                                column,
                                                () ->
                                                        mean
                                                                + deviation
                                                                        * Math.sqrt(3)
                                                                        * (2 * random.nextDouble()
                                                                                - 1)),
                                        column);
                        assertThat(Math.min(gaussian, uniform)).isLessThan(bound(coordinates));
                        assertThat(Math.max(gaussian, uniform)).isGreaterThan(bound(coordinates));
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> aSeedGivesItsStartAgainAndAnotherSeedAnother() {
        return Gymnasium.IDS.stream()
                .map(
                        id ->
                                DynamicTest.dynamicTest(
                                        id,
                                        () -> {
                                            double[][] once = starts(id, 100);
                                            assertThat(starts(id, 100)).isDeepEqualTo(once);
                                            assertThat(Stream.of(once).map(Arrays::toString))
                                                    .doesNotHaveDuplicates();
                                        }));
    }

    /** Bonferroni: the error of the whole family, shared by its coordinates. */
    private static double bound(int coordinates) {
        return SIGNIFICANCE / coordinates;
    }

    /** Probability of samples at least so far apart if they have one distribution. */
    private static double same(double[] one, double[] other) {
        return new KolmogorovSmirnovTest().kolmogorovSmirnovTest(one, other);
    }

    /** Positions and velocities after resets with seeds 0, 1, 2 ... */
    private static double[][] starts(String id, int count) {
        double[][] rows = new double[count][];
        try (VectorEnvironment environment =
                VectorEnvironment.open(Environments.named(id), List.of(new Task(0, Map.of())), 1)) {
            for (int seed = 0; seed < count; seed++) {
                environment.reset(seed);
                rows[seed] =
                        DoubleStream.concat(
                                        Arrays.stream(environment.positions()),
                                        Arrays.stream(environment.velocities()))
                                .toArray();
            }
        }
        return rows;
    }

    private static double[] column(double[][] rows, int k) {
        return Arrays.stream(rows).mapToDouble(row -> row[k]).toArray();
    }

    private static double[] sample(double[] likewise, DoubleSupplier distribution) {
        return DoubleStream.generate(distribution).limit(likewise.length).toArray();
    }
}
