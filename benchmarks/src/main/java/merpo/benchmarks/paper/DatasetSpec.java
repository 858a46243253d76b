package merpo.benchmarks.paper;

/**
 * A dataset that the zoo's policies make.
 *
 * @param environment id, such as {@code hopper}
 * @param quality as {@code ./merpo generate} knows it
 * @param transitions at least, of each task
 */
record DatasetSpec(String environment, String quality, int transitions) {
    /** Such as {@code hopper-medium-50000}. */
    String name() {
        return environment + "-" + quality + "-" + transitions;
    }
}
