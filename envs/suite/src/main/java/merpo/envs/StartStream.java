package merpo.envs;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The generator that a simulation draws its starts from: a function of its seed and its place. */
final class StartStream {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private StartStream() {}

    static RandomGenerator of(long seed, int simulation) {
        return FACTORY.create(mix(mix(seed + GOLDEN) + (simulation + 1) * GOLDEN));
    }

    /** Stafford's mix 13, the finalizer of SplittableRandom: one to one on 64 bits. */
    private static long mix(long z) {
        long y = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long x = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
