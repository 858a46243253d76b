package merpo.datagen.convert;

import java.util.Arrays;

/**
 * Successors of rows whose file has none (D4RL v0): the next row's observation. Where an episode
 * ran out of time, its last row has no successor and is dropped, and the row before it times out;
 * where the task ended, the row keeps its own observation as a placeholder.
 */
public final class MissingSuccessors {
    /** Among what is unknown of an import whose timed-out episodes lost a row. */
    public static final String LAST_ROWS = "last rows of timed-out episodes";

    private MissingSuccessors() {}

    /** The rows that stay; changes the timeouts and fills the successors. */
    static int[] fill(LooseRows loose, int[] rows, LooseRows.Ends ends, Ledger ledger) {
        int width = loose.shape().observation();
        float[] from = loose.observations();
        float[] to = ends.successors();
        int[] kept = new int[rows.length];
        int count = 0;
        int dropped = 0;
        int placeholders = 0;
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            if (ends.timeouts()[row]) {
                dropped++;
                boolean first = count == 0 || ended(ends, kept[count - 1]);
                if (!first) {
                    ends.timeouts()[kept[count - 1]] = true;
                }
            } else {
                boolean terminal = ends.terminals()[row];
                System.arraycopy(from, (terminal ? row : row + 1) * width, to, row * width, width);
                placeholders += terminal ? 1 : 0;
                kept[count++] = row;
            }
        }
        ledger.note("no \"next_observations\": each row's successor is the next row's observation");
        ledger.count(
                dropped,
                "last rows of timed-out episodes dropped, their successors are nowhere; the rows before them time out");
        ledger.count(
                placeholders,
                "terminal rows keep their own observation as successor: harmless for Q-learning, not for a model");
        if (dropped > 0) {
            ledger.unknown(LAST_ROWS);
        }
        if (placeholders > 0) {
            ledger.unknown("next_observations at terminals");
        }
        return Arrays.copyOf(kept, count);
    }

    private static boolean ended(LooseRows.Ends ends, int row) {
        return ends.terminals()[row] || ends.timeouts()[row];
    }
}
