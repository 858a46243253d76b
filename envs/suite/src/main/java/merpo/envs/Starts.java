package merpo.envs;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Where episodes start: one generator per simulation, a function of its seed and its place. */
final class Starts {
    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final EnvironmentDefinition definition;
    private final int first; // place of simulation 0
    private final double[] reference; // [nq]
    private final double[] positions; // [nq], scratch
    private final double[] velocities; // [nv], scratch
    private final long[] seeds; // [n]
    private final RandomGenerator[] random; // [n]

    Starts(
            EnvironmentDefinition definition,
            double[] reference,
            int velocitySize,
            int first,
            int size) {
        this.definition = definition;
        this.first = first;
        this.reference = reference;
        positions = new double[reference.length];
        velocities = new double[velocitySize];
        seeds = new long[size];
        random = new RandomGenerator[size];
    }

    void seed(int simulation, long seed) {
        seeds[simulation] = seed;
        long place = first + simulation + 1L;
        random[simulation] = FACTORY.create(mix(mix(seed + GOLDEN) + place * GOLDEN));
    }

    long seed(int simulation) {
        return seeds[simulation];
    }

    /** Draws a start and writes it into the simulation's row. */
    void draw(int simulation, double[] allPositions, double[] allVelocities) {
        System.arraycopy(reference, 0, positions, 0, reference.length);
        Arrays.fill(velocities, 0);
        definition.start(positions, velocities, random[simulation]);
        int nq = positions.length;
        int nv = velocities.length;
        System.arraycopy(positions, 0, allPositions, simulation * nq, nq);
        System.arraycopy(velocities, 0, allVelocities, simulation * nv, nv);
    }

    /** Stafford's mix 13, the finalizer of SplittableRandom: one to one on 64 bits. */
    private static long mix(long z) {
        long y = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long x = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
