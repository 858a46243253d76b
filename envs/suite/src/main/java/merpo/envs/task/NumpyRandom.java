package merpo.envs.task;

import java.util.stream.IntStream;
import org.hipparchus.random.MersenneTwister;

/**
 * The stream of numpy's {@code RandomState(seed)}: MT19937, doubles from two outputs. Task draws of
 * FOCAL and PEARL come from it, so equal seeds give equal tasks.
 */
public final class NumpyRandom {
    private final MersenneTwister twister;

    /**
     * @param seed numpy's own stream for 0 to 2^31 - 1; other values are folded into that range
     */
    public NumpyRandom(long seed) {
        twister = new MersenneTwister(Long.hashCode(seed) & Integer.MAX_VALUE);
    }

    /** Uniform in [low, high), with 53 random bits. */
    public double uniform(double low, double high) {
        double high27 = twister.nextInt() >>> 5;
        double low26 = twister.nextInt() >>> 6;
        return low + (high - low) * ((high27 * 0x1p26 + low26) * 0x1p-53);
    }

    /** The numbers 0 to count - 1 as {@code shuffle} of numpy's RandomState leaves them. */
    public int[] permutation(int count) {
        int[] order = IntStream.range(0, count).toArray();
        for (int i = count - 1; i > 0; i--) {
            int other = upTo(i);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
        return order;
    }

    /** Uniform in 0 .. limit: outputs, masked to the limit's bits, until one fits. */
    private int upTo(int limit) {
        int mask = -1 >>> Integer.numberOfLeadingZeros(limit);
        int drawn;
        do {
            drawn = twister.nextInt() & mask;
        } while (drawn > limit);
        return drawn;
    }
}
