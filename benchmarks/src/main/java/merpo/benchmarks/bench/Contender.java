package merpo.benchmarks.bench;

import java.util.List;

/** One that steps environments, and is timed at it. */
public interface Contender {
    /** Lower case, as in the CSV. */
    String name();

    /** In how many ways it can be run there; the fastest counts. */
    List<String> modes(Cell cell);

    /** Starts it, ready for the first round. */
    Peer open(Cell cell, String mode) throws PeerException;

    /** Seconds that it steps untimed before its first round. */
    default double warmUp() {
        return 0.5;
    }
}
