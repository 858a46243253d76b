package merpo.datagen.replay;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/**
 * What the rows of one task know of the rest of their episode, for returns without a learned model
 * (MACAW). An episode that was cut is one that ended: its last state takes the place of what would
 * have followed.
 */
public final class Trajectories {
    private final ReplayBuffer buffer;
    private final float[] returns;
    private final float[] discounts;
    private final int[] last;

    private Trajectories(ReplayBuffer buffer) {
        this.buffer = buffer;
        returns = new float[buffer.size()];
        discounts = new float[buffer.size()];
        last = new int[buffer.size()];
    }

    /**
     * @param buffer rows in the order of time, episode after episode
     * @param ends of the episodes, each the row behind its last, rising to the number of rows
     * @param discount in (0, 1]
     */
    public static Trajectories of(ReplayBuffer buffer, int[] ends, double discount) {
        requireEpisodes(buffer, ends);
        if (!(discount > 0 && discount <= 1)) {
            throw new IllegalArgumentException(
                    "Trajectories.discount is " + discount + ", must be in (0, 1]");
        }
        Trajectories made = new Trajectories(buffer);
        int begin = 0;
        for (int end : ends) {
            made.backwards(begin, end, discount);
            begin = end;
        }
        return made;
    }

    private static void requireEpisodes(ReplayBuffer buffer, int[] ends) {
        if (buffer.wrapped()) {
            throw new IllegalArgumentException(
                    "a replay buffer of %d rows has overwritten its oldest: its episodes are not whole. Give it room for all rows"
                            .formatted(buffer.size()));
        }
        int before = 0;
        for (int end : ends) {
            if (end <= before) {
                throw new IllegalArgumentException(
                        "an episode ends at row %d, the one before it at %d: ends must rise from above 0"
                                .formatted(end, before));
            }
            before = end;
        }
        if (before != buffer.size()) {
            throw new IllegalArgumentException(
                    "the last episode ends at row %d, the data have %d rows: give the end of every episode"
                            .formatted(before, buffer.size()));
        }
    }

    private void backwards(int begin, int end, double discount) {
        double sum = 0;
        double power = 1;
        for (int row = end - 1; row >= begin; row--) {
            sum = buffer.reward(row) + discount * sum;
            power *= discount;
            returns[row] = (float) sum;
            discounts[row] = (float) power;
            last[row] = end - 1;
        }
    }

    /**
     * {@code G + discount V(last)} is the return with a value for what would have followed.
     *
     * @param returns discounted rewards from a row to the end of its episode, G, [N, B]
     * @param lastObservation where the episode ended, [N, B, obs]
     * @param discount gamma^(T - t): gamma in an episode's last row, [N, B]
     */
    public record Rest(NDArray returns, NDArray lastObservation, NDArray discount) {}

    /**
     * The rest of drawn rows.
     *
     * @param trajectories one per task, of the data from which the batch was drawn
     * @param rows [N * B], entry after entry
     */
    public static Rest rest(
            List<Trajectories> trajectories, TaskBatch batch, int[] rows, NDManager manager) {
        int count = batch.perEntry(rows);
        int[] tasks = batch.tasks();
        int width = trajectories.get(0).buffer.observationSize();
        float[] returns = new float[rows.length];
        float[] discounts = new float[rows.length];
        float[] observations = new float[rows.length * width];
        for (int at = 0; at < rows.length; at++) {
            Trajectories own = trajectories.get(tasks[at / count]);
            returns[at] = own.returns[rows[at]];
            discounts[at] = own.discounts[rows[at]];
            own.buffer.nextObservation(own.last[rows[at]], observations, at);
        }
        Shape shape = new Shape(tasks.length, count);
        return new Rest(
                manager.create(returns, shape),
                manager.create(observations, shape.add(width)),
                manager.create(discounts, shape));
    }
}
