package merpo.benchmarks.jobs;

import java.util.List;
import java.util.stream.IntStream;

/** Seeds that one run learns with: {@code count} in succession, stacked. */
public record SeedRange(int first, int count) {
    /** One run for all of {@code seeds}, from 0. */
    public static List<SeedRange> together(int seeds) {
        return List.of(new SeedRange(0, seeds));
    }

    /** One run for each of {@code seeds}, from 0. */
    public static List<SeedRange> apart(int seeds) {
        return IntStream.range(0, seeds).mapToObj(seed -> new SeedRange(seed, 1)).toList();
    }

    /** The greatest of them. */
    public int last() {
        return first + count - 1;
    }

    /** Whether it is one of them. */
    public boolean contains(int seed) {
        return seed >= first && seed <= last();
    }

    /** Such as {@code seed1} or {@code seeds0-2}. */
    @Override
    public String toString() {
        return count == 1 ? "seed" + first : "seeds" + first + "-" + last();
    }
}
