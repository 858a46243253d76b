package merpo.agents.mbml;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The contexts of a step, N tasks of C rows, and which of their rows speak where: 1 for a row that
 * does, else 0.
 *
 * @param rows of task j as task i would have them, [N (i), N (j), C, width]
 * @param kept rows of j that i is sure of, [N, N, C]: anchors, as i would have them, and negatives,
 *     as they are
 * @param positives for each pair (i, j) as many own rows of i, [N, N, C]
 * @param combined rows of all tasks that tell i from others: its own, and C of those kept, [N, N,
 *     C]
 */
record TaskContexts(NDArray rows, NDArray kept, NDArray positives, NDArray combined) {

    /** Draws what is left to chance, without replacement. */
    static TaskContexts draw(Relabelling.Relabelled relabelled, RandomGenerator random) {
        NDManager scratch = relabelled.rows().getManager();
        int n = (int) relabelled.kept().getShape().get(0);
        int c = (int) relabelled.kept().getShape().get(2);
        float[] kept = relabelled.kept().toFloatArray();
        float[] positives = new float[kept.length];
        float[] combined = new float[kept.length];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int pair = (i * n + j) * c;
                int count = ones(kept, pair, c).length;
                mark(positives, places(pair, c), count, random);
            }
            int first = i * n * c;
            mark(combined, ones(kept, first, n * c), c, random);
            Arrays.fill(combined, first + i * c, first + (i + 1) * c, 1); // its own
        }
        return new TaskContexts(
                relabelled.rows(),
                relabelled.kept(),
                scratch.create(positives, relabelled.kept().getShape()),
                scratch.create(combined, relabelled.kept().getShape()));
    }

    /** Places of the ones among {@code count} weights. */
    private static int[] ones(float[] weights, int first, int count) {
        return Arrays.stream(places(first, count)).filter(at -> weights[at] != 0).toArray();
    }

    private static int[] places(int first, int count) {
        int[] places = new int[count];
        Arrays.setAll(places, at -> first + at);
        return places;
    }

    /** Ones at so many of these places, or at all where there are fewer. */
    private static void mark(float[] weights, int[] places, int count, RandomGenerator random) {
        for (int at = 0; at < Math.min(count, places.length); at++) { // of a shuffle the beginning
            int other = at + random.nextInt(places.length - at);
            int place = places[other];
            places[other] = places[at];
            weights[place] = 1;
        }
    }

    /** N. */
    int tasks() {
        return (int) kept.getShape().get(0);
    }

    /** Share of the rows of others that are kept. */
    double share() {
        double others = (double) tasks() * (tasks() - 1) * kept.getShape().get(2);
        return kept.sum().getFloat() / others;
    }
}
