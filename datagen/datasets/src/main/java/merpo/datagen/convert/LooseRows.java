package merpo.datagen.convert;

import java.util.Arrays;
import java.util.Optional;
import merpo.datagen.dataset.Columns;
import merpo.datagen.dataset.Dataset;
import merpo.datagen.dataset.RowShape;

/**
 * Rows as a foreign file has them, before they are held to our laws. All arrays have the same
 * number of rows.
 *
 * @param shape widths of the arrays
 * @param observations [N x obs]
 * @param actions [N x act]
 * @param rewards [N]
 * @param successors [N x obs] observations after the action, if the file has them
 * @param positions [N x nq]
 * @param velocities [N x nv]
 * @param logProbs [N] of the actions under the behavior policy, if the file has them
 * @param checkpointSteps [N] of the behavior policy; -1 is random, -2 unknown
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record LooseRows(
        RowShape shape,
        float[] observations,
        float[] actions,
        float[] rewards,
        Optional<float[]> successors,
        double[] positions,
        double[] velocities,
        Optional<float[]> logProbs,
        long[] checkpointSteps) {
    private static final float OVERSHOOT = 1e-5f;

    /**
     * How episodes end, per row of the file.
     *
     * @param successors [N x obs]
     * @param terminals [N]
     * @param timeouts [N] never together with a terminal
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Ends(float[] successors, boolean[] terminals, boolean[] timeouts) {}

    int size() {
        return rewards.length;
    }

    /**
     * Whether the successor of the earlier row, which it has, is the observation of the later one.
     */
    boolean leads(int earlier, int later) {
        int width = shape.observation();
        return Arrays.equals(
                successors.orElseThrow(),
                earlier * width,
                (earlier + 1) * width,
                observations,
                later * width,
                (later + 1) * width);
    }

    /** Those rows, in that order, as a dataset. The last of them ends an episode. */
    Dataset take(int[] rows, Ends ends, Ledger ledger) {
        if (rows.length == 0) {
            throw new IllegalArgumentException(
                    "no episode of its "
                            + size()
                            + " rows ever ends. Say after how many steps time runs out: ./merpo convert with --horizon N");
        }
        if (logProbs.isEmpty()) {
            ledger.unknown("infos/action_log_probs");
        }
        if (Arrays.stream(checkpointSteps).anyMatch(step -> step == -2)) {
            ledger.unknown("infos/checkpoint_step");
        }
        return new Dataset(
                shape,
                new Columns(
                        floats(observations, rows, shape.observation()),
                        withinOne(floats(actions, rows, shape.action()), rows, ledger),
                        floats(rewards, rows, 1),
                        floats(ends.successors(), rows, shape.observation()),
                        flags(ends.terminals(), rows),
                        flags(ends.timeouts(), rows),
                        doubles(positions, rows, shape.positions()),
                        doubles(velocities, rows, shape.velocities()),
                        logProbs.map(all -> floats(all, rows, 1)).orElse(new float[rows.length]),
                        episodes(ends, rows),
                        Arrays.stream(rows).mapToLong(row -> checkpointSteps[row]).toArray()));
    }

    /** Rounding may leave an action a hair outside of [-1, 1]; more is a matter of our laws. */
    private float[] withinOne(float[] actions, int[] rows, Ledger ledger) {
        int moved = 0;
        for (int i = 0; i < actions.length; i++) {
            float size = Math.abs(actions[i]);
            if (size > 1 && size <= 1 + OVERSHOOT) {
                actions[i] = Math.signum(actions[i]);
                moved++;
            } else if (size > 1) {
                throw new IllegalArgumentException(
                        "actions[%d, %d] is %s, must be in [-1, 1]. Divide actions by their bounds before they are converted"
                                .formatted(
                                        rows[i / shape.action()],
                                        i % shape.action(),
                                        actions[i]));
            }
        }
        ledger.count(moved, "numbers of actions beyond 1 by rounding, set to 1");
        return actions;
    }

    private static int[] episodes(Ends ends, int[] rows) {
        int[] ids = new int[rows.length];
        int episode = 0;
        for (int i = 0; i < rows.length; i++) {
            ids[i] = episode;
            if (ends.terminals()[rows[i]] || ends.timeouts()[rows[i]]) {
                episode++;
            }
        }
        return ids;
    }

    private static float[] floats(float[] from, int[] rows, int width) {
        float[] to = new float[Math.multiplyExact(rows.length, width)];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(from, rows[i] * width, to, i * width, width);
        }
        return to;
    }

    private static double[] doubles(double[] from, int[] rows, int width) {
        double[] to = new double[Math.multiplyExact(rows.length, width)];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(from, rows[i] * width, to, i * width, width);
        }
        return to;
    }

    private static boolean[] flags(boolean[] from, int[] rows) {
        boolean[] to = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            to[i] = from[rows[i]];
        }
        return to;
    }
}
