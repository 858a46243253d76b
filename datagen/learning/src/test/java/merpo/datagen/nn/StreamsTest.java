package merpo.datagen.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class StreamsTest {
    private static long[] numbers(RandomGenerator random) {
        return random.longs(4).toArray();
    }

    @Test
    void theSameNameIsTheSameStream() {
        assertThat(numbers(Streams.of(1, "noise", 2)))
                .isEqualTo(numbers(Streams.of(1, "noise", 2)));
    }

    @Test
    void anotherSeedPurposeOrIndexIsAnotherStream() {
        long[] one = numbers(Streams.of(1, "noise", 2));
        assertThat(numbers(Streams.of(2, "noise", 2))).isNotEqualTo(one);
        assertThat(numbers(Streams.of(1, "noises", 2))).isNotEqualTo(one);
        assertThat(numbers(Streams.of(1, "noise", 1))).isNotEqualTo(one);
    }

    /** What one consumer draws, and how many others there are, moves nobody's numbers. */
    @Test
    void streamsDoNotDependOnOrderOrNumber() {
        List<RandomGenerator> three = Streams.perTask(5, "noise", 3);
        numbers(three.get(2));
        numbers(three.get(0));
        assertThat(numbers(three.get(1)))
                .isEqualTo(numbers(Streams.perTask(5, "noise", 2).get(1)))
                .isEqualTo(numbers(Streams.of(5, "noise", 1)));
    }
}
