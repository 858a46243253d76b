package merpo.benchmarks.paper;

/**
 * What a figure is said to show.
 *
 * @param name short, such as {@code halfcheetah, good: RAC near COMBO-3}
 */
record Claim(String name, Origin origin, Condition condition) {
    /** Who says so. */
    enum Origin {
        /** The paper, whose text names no number: an order or a distance of curves. */
        PAPER("paper"),
        /** The paper's Theorem 1: no worse than the better of data and meta-policy. */
        THEOREM("theorem 1"),
        /** Nobody's claim, but what a sound reproduction should show, or a control. */
        CHECK("check");

        private final String words;

        Origin(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
