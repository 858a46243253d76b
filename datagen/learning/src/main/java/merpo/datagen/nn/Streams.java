package merpo.datagen.nn;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Independent random streams, each named by a seed, a purpose and an index: what one consumer draws
 * never moves another's numbers.
 */
public final class Streams {
    /** The algorithm behind every stream, as the JDK names it. */
    public static final String ALGORITHM = "L64X128MixRandom";

    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of(ALGORITHM);

    private Streams() {}

    /** The stream of one purpose and index. */
    public static RandomGenerator of(long seed, String purpose, int index) {
        return FACTORY.create(seed(seed, purpose, index));
    }

    /** One stream per task, indices 0 ... tasks - 1. */
    public static List<RandomGenerator> perTask(long seed, String purpose, int tasks) {
        return IntStream.range(0, tasks).mapToObj(task -> of(seed, purpose, task)).toList();
    }

    /** A seed derived from another: for consumers that take a number. */
    public static long seed(long seed, String purpose, int index) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(purpose.getBytes(StandardCharsets.UTF_8));
            sha256.update(ByteBuffer.allocate(12).putLong(seed).putInt(index).array());
            return ByteBuffer.wrap(sha256.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
