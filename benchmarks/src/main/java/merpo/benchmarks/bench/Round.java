package merpo.benchmarks.bench;

import merpo.datagen.process.Peer;
import merpo.datagen.process.ProgramException;

/**
 * What was done in one round.
 *
 * @param steps environment steps, updates, bytes: of the smallest thing that is counted
 * @param seconds that they took, by the contender's own clock
 */
public record Round(long steps, double seconds) {
    public Round {
        if (steps < 1 || !(seconds > 0)) {
            throw new IllegalArgumentException(
                    "A round of " + steps + " steps in " + seconds + " s, must be above 0 both");
        }
    }

    /** Lets it work for so many seconds. */
    public static Round of(Peer peer, double seconds) throws ProgramException {
        return parse(peer.ask("round " + seconds, seconds));
    }

    /** The answer {@code "STEPS SECONDS"}, or {@code "failed REASON"}. */
    public static Round parse(String answer) throws ProgramException {
        String[] words = answer.strip().split(" ", -1);
        try {
            if (words.length == 2) {
                return new Round(Long.parseLong(words[0]), Double.parseDouble(words[1]));
            }
        } catch (IllegalArgumentException e) {
            throw unreadable(answer, e);
        }
        throw unreadable(answer, null);
    }

    /** Steps per second. */
    double rate() {
        return steps / seconds;
    }

    private static ProgramException unreadable(String answer, Exception cause) {
        return new ProgramException(
                answer.startsWith("failed ")
                        ? answer.substring("failed ".length())
                        : "a peer answered \"" + answer + "\", expected \"STEPS SECONDS\"",
                cause);
    }
}
