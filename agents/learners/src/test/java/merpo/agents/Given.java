package merpo.agents;

import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import merpo.datagen.nn.Streams;
import org.junit.jupiter.api.DynamicTest;

/** Laws over seeded draws: the name of a failing test holds its seed. */
public final class Given {
    private static final int DRAWS = 8;

    private Given() {}

    /** One test per seed; each draws what it needs. */
    public static Stream<DynamicTest> draws(Consumer<RandomGenerator> law) {
        return LongStream.range(0, DRAWS)
                .mapToObj(
                        seed ->
                                DynamicTest.dynamicTest(
                                        "seed " + seed,
                                        () -> law.accept(Streams.of(seed, "law", 0))));
    }

    /** Uniform numbers in [from, to). */
    public static float[] floats(RandomGenerator random, int count, double from, double to) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextDouble(from, to);
        }
        return values;
    }
}
