package merpo.benchmarks.bench.learning;

/** What our updates are to reach. */
public sealed interface LearningTarget {
    /**
     * At most so many times as long as another's update.
     *
     * @param contender as in the table, such as {@code sbx}
     * @param work the other's, such as {@code sac}
     */
    record AtMost(double factor, String contender, String work) implements LearningTarget {}

    /**
     * At least this share of the fastest matrix product, operations counted by {@link UpdateFlops}.
     */
    record OfPeak(double share) implements LearningTarget {}
}
