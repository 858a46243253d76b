package merpo.datagen.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HistogramTest {
    /** Four numbers make ceil(log2 4) + 1 = 3 bins of width 3 over [0, 9]; 9 is in the last. */
    @Test
    void countsByBinsOfEqualWidth() {
        Histogram histogram = Histogram.of(new double[] {0, 2.9, 3, 9});
        assertThat(histogram.counts()).containsExactly(2, 1, 1);
        assertThat(histogram.edge(1)).isEqualTo(3);
        assertThat(histogram.edge(3)).isEqualTo(9);
        assertThat(histogram.lines()).hasSize(3);
        assertThat(histogram.lines().get(0)).endsWith("# 2").contains("0.000 .. 3.000");
    }

    @Test
    void equalNumbersAreOneBin() {
        assertThat(Histogram.of(new double[] {5, 5, 5}).counts()).containsExactly(3);
    }
}
