package merpo.benchmarks.paper;

/**
 * Whether a condition holds, and the numbers that say so.
 *
 * @param numbers in words; what is missing, where it is unknown
 */
record Verdict(State state, String numbers) {
    /** What can come of a judgement. */
    enum State {
        HOLDS("holds"),
        FAILS("does not hold"),
        UNKNOWN("not measured");

        private final String words;

        State(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    static Verdict of(boolean holds, String numbers) {
        return new Verdict(holds ? State.HOLDS : State.FAILS, numbers);
    }
}
