package merpo.agents.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which elite each row follows for one step, and its place in a block [T, E, width] where every
 * elite finds its own rows side by side.
 *
 * @param place of each row, [task][row]
 * @param width rows that the most wanted elite of any task has
 */
@SuppressWarnings("ArrayRecordComponent") // lives for one step, never compared
record Assignment(int[][] place, int width) {

    /**
     * Draws one elite per row, uniformly.
     *
     * @param rows of each task
     */
    static Assignment draw(int elites, int[] rows, List<RandomGenerator> randoms) {
        int[][] member = new int[rows.length][];
        int[][] within = new int[rows.length][];
        int width = 0;
        for (int task = 0; task < rows.length; task++) {
            RandomGenerator random = randoms.get(task);
            int[] count = new int[elites];
            member[task] = new int[rows[task]];
            within[task] = new int[rows[task]];
            for (int row = 0; row < rows[task]; row++) {
                int drawn = random.nextInt(elites);
                member[task][row] = drawn;
                within[task][row] = count[drawn]++;
            }
            width = Math.max(width, Arrays.stream(count).max().orElseThrow());
        }
        for (int task = 0; task < rows.length; task++) {
            for (int row = 0; row < rows[task]; row++) {
                within[task][row] += (task * elites + member[task][row]) * width;
            }
        }
        return new Assignment(within, width);
    }
}
