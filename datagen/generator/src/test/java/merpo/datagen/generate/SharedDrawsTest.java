package merpo.datagen.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import merpo.datagen.nn.Streams;
import org.junit.jupiter.api.Test;

final class SharedDrawsTest {
    private static RandomGenerator source() {
        return Streams.of(4, "shared", 0);
    }

    /**
     * Two lanes of 2 and 1 draws a step. Of the numbers n0, n1, ... the first has n0 n1, n3 n4, n6
     * n7, the second n2, n5, n8, whoever goes ahead.
     */
    @Test
    void eachLaneHasTheDrawsOfItsPlacesAtItsOwnPace() {
        RandomGenerator plain = source();
        double[] n = new double[9];
        for (int i = 0; i < n.length; i++) {
            n[i] = plain.nextGaussian();
        }
        SharedDraws shared = new SharedDraws(source(), 2, 1);
        RandomGenerator first = shared.of(0);
        RandomGenerator second = shared.of(1);
        assertThat(second.nextGaussian()).isEqualTo(n[2]);
        assertThat(second.nextGaussian()).isEqualTo(n[5]);
        assertThat(first.nextGaussian()).isEqualTo(n[0]);
        assertThat(first.nextGaussian()).isEqualTo(n[1]);
        assertThat(first.nextGaussian()).isEqualTo(n[3]);
        assertThat(first.nextGaussian()).isEqualTo(n[4]);
        assertThat(first.nextGaussian()).isEqualTo(n[6]); // ahead of the second now
        assertThat(second.nextGaussian()).isEqualTo(n[8]);
        assertThat(first.nextGaussian()).isEqualTo(n[7]);
    }

    @Test
    void uniformNumbersAreThoseOfTheSource() {
        RandomGenerator plain = source();
        SharedDraws shared = new SharedDraws(source(), 1, 1);
        float one = plain.nextFloat();
        float two = plain.nextFloat();
        assertThat(shared.of(1).nextFloat()).isEqualTo(two);
        assertThat(shared.of(0).nextFloat()).isEqualTo(one);
        assertThatThrownBy(() -> shared.of(0).nextLong()).hasMessageContaining("not bits");
    }
}
