package merpo.datagen.convert;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Rules for ends of episodes that a file leaves open. */
final class Episodes {
    private Episodes() {}

    /**
     * Flags that are never both true: D4RL's loaders would skip such a row, and its terminal with
     * it.
     */
    static void separate(boolean[] terminals, boolean[] timeouts, Ledger ledger) {
        int both = 0;
        for (int row = 0; row < terminals.length; row++) {
            if (terminals[row] && timeouts[row]) {
                timeouts[row] = false;
                both++;
            }
        }
        ledger.count(both, "rows with terminal and timeout both true: the terminal counts");
    }

    /** Timeouts after so many steps since the last end, where the file has none. */
    static boolean[] byClock(boolean[] terminals, OptionalInt horizon, Ledger ledger) {
        int limit =
                horizon.orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "\"timeouts\" is missing, so the time limit must be known. Say it: ./merpo convert with --horizon N, or --env ID"));
        boolean[] timeouts = new boolean[terminals.length];
        int step = 0;
        for (int row = 0; row < timeouts.length; row++) {
            step++;
            timeouts[row] = step == limit && !terminals[row];
            if (terminals[row] || timeouts[row]) {
                step = 0;
            }
        }
        ledger.note("no \"timeouts\": episodes are cut after %d steps", limit);
        return timeouts;
    }

    /** Rows up to the last end; a last episode without an end is dropped. */
    static int[] finished(boolean[] terminals, boolean[] timeouts, Ledger ledger) {
        int end = terminals.length;
        while (end > 0 && !terminals[end - 1] && !timeouts[end - 1]) {
            end--;
        }
        ledger.count(
                terminals.length - end,
                "rows of an unfinished last episode dropped, as D4RL's sequence_dataset does");
        return IntStream.range(0, end).toArray();
    }
}
