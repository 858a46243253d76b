package merpo.datagen.nn;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The random streams of a stack in which the same tasks are learned once per seed: row after row
 * the tasks of the first seed, then those of the second. A row draws what it would draw alone.
 *
 * @param seeds at least one
 * @param tasks of each seed
 */
public record Seeds(List<Long> seeds, int tasks) {
    public Seeds {
        seeds = List.copyOf(seeds);
    }

    /** Each task once. */
    public static Seeds one(long seed, int tasks) {
        return new Seeds(List.of(seed), tasks);
    }

    /** {@code count} seeds in succession. */
    public static Seeds from(long first, int count, int tasks) {
        return new Seeds(LongStream.range(first, first + count).boxed().toList(), tasks);
    }

    /** Of the stack. */
    public int rows() {
        return seeds.size() * tasks;
    }

    /** The seed of a row. */
    public long seed(int row) {
        return seeds.get(row / tasks);
    }

    /** One stream for each row. */
    public List<RandomGenerator> streams(String purpose) {
        return IntStream.range(0, rows()).mapToObj(row -> stream(purpose, row)).toList();
    }

    /** The stream of one row. */
    public RandomGenerator stream(String purpose, int row) {
        return Streams.of(seed(row), purpose, row % tasks);
    }

    /** Seeds made from these, see {@link Streams#seed}. */
    public Seeds derived(String purpose, int index) {
        return new Seeds(
                seeds.stream().map(seed -> Streams.seed(seed, purpose, index)).toList(), tasks);
    }
}
