package merpo.benchmarks.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SparklineTest {
    private static final double NAN = Double.NaN;

    @Test
    void eightHeightsFromTheLeastToTheGreatest() {
        assertThat(Sparkline.of(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, 80)).isEqualTo("▁▂▃▄▅▆▇█");
        assertThat(Sparkline.of(new double[] {-1, 1, -1}, 80)).isEqualTo("▁█▁");
    }

    @Test
    void aConstantLiesInTheMiddleAndNothingIsNothing() {
        assertThat(Sparkline.of(new double[] {5, 5, 5}, 80)).isEqualTo("▄▄▄");
        assertThat(Sparkline.of(new double[0], 80)).isEmpty();
        assertThat(Sparkline.of(new double[] {1, 2}, 0)).isEmpty();
        assertThat(Sparkline.of(new double[] {1, 2}, -3)).isEmpty();
    }

    /** Means of pairs: 0, 4, 7. Groups of seven values: 2, 2 and 3 of them. */
    @Test
    void neighboursShareACharacterWhenThereAreTooMany() {
        assertThat(Sparkline.of(new double[] {0, 0, 3, 5, 7, 7}, 3)).isEqualTo("▁▅█");
        assertThat(Sparkline.of(new double[] {0, 0, 7, 7, 0, 0, 0}, 3)).isEqualTo("▁█▁");
        assertThat(Sparkline.of(new double[100_000], 37)).hasSize(37);
    }

    @Test
    void whatIsNotFiniteIsACrossAndNeverAveragedAway() {
        assertThat(Sparkline.of(new double[] {0, NAN, 7}, 80)).isEqualTo("▁×█");
        assertThat(Sparkline.of(new double[] {NAN, NAN}, 80)).isEqualTo("××");
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(Sparkline.of(new double[] {0, 0, infinity, 1, 1, 1}, 3)).isEqualTo("▁×█");
        assertThat(Sparkline.of(new double[] {infinity, -infinity, 2}, 80)).isEqualTo("××▄");
    }

    @Test
    void theGreatestNumbersDoNotOverflow() {
        double most = Double.MAX_VALUE;
        assertThat(Sparkline.of(new double[] {-most, 0, most}, 80)).isEqualTo("▁▅█");
    }
}
