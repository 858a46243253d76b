package merpo.benchmarks.paper;

/**
 * Whether a condition holds, and the numbers that say so.
 *
 * @param numbers in words; what is missing, where it is unknown
 */
record ClaimVerdict(State state, String numbers) {
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

    static ClaimVerdict of(boolean holds, String numbers) {
        return new ClaimVerdict(holds ? State.HOLDS : State.FAILS, numbers);
    }
}
