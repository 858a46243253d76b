package merpo.datagen.convert;

import java.util.ArrayList;
import java.util.List;

/**
 * The episodes that D4RL's {@code sequence_dataset} cuts a file into: after a terminal or a
 * timeout. A last episode without a flag is lost. Without timeouts its clock is one ahead after the
 * first episode, so that all later ones are a step shorter than the horizon.
 */
public final class EpisodeSequences {
    /** Rows {@code start} to {@code end - 1} of the file. */
    public record Sequence(int start, int end) {
        /** Rows of it. */
        public int length() {
            return end - start;
        }
    }

    private EpisodeSequences() {}

    /** Cuts rows into the episodes that their flags end. */
    public static List<Sequence> of(D4rlRows from) {
        List<Sequence> found = new ArrayList<>();
        int start = 0;
        int clock = 0;
        for (int row = 0; row < from.size(); row++) {
            if (from.terminals()[row] || from.ranOut(row, clock)) {
                found.add(new Sequence(start, row + 1));
                start = row + 1;
                clock = 0;
            }
            clock++;
        }
        return found;
    }
}
