package merpo.benchmarks.bench;

/**
 * What a peer did in one round.
 *
 * @param steps environment steps, all simulations together
 * @param seconds that they took, by the peer's own clock
 */
record Round(long steps, double seconds) {
    Round {
        if (steps < 1 || !(seconds > 0)) {
            throw new IllegalArgumentException(
                    "A round of " + steps + " steps in " + seconds + " s, must be above 0 both");
        }
    }

    /** The answer {@code "STEPS SECONDS"}. */
    static Round parse(String answer) {
        String[] words = answer.strip().split(" ", -1);
        try {
            if (words.length == 2) {
                return new Round(Long.parseLong(words[0]), Double.parseDouble(words[1]));
            }
        } catch (NumberFormatException e) {
            throw unreadable(answer, e);
        }
        throw unreadable(answer, null);
    }

    /** Steps per second. */
    double rate() {
        return steps / seconds;
    }

    private static IllegalArgumentException unreadable(String answer, Exception cause) {
        return new IllegalArgumentException(
                "A peer answered \"" + answer + "\", expected \"STEPS SECONDS\"", cause);
    }
}
