package merpo.agents.rac;

import merpo.datagen.replay.ReplayBuffer;

/** What follows each row of a dataset, as its episodes went on. */
final class DiscountedReturns {
    private DiscountedReturns() {}

    /**
     * Of {@code G_t = r_t + gamma G_(t+1)}, over all rows; nothing follows the last row of an
     * episode.
     *
     * @param episodeEnds the row after the last of each episode, rising
     */
    static double variance(ReplayBuffer rows, int[] episodeEnds, double discount) {
        double mean = 0;
        double spread = 0; // sum of squares around the mean (Welford)
        int count = 0;
        int begin = 0;
        for (int end : episodeEnds) {
            double follows = 0;
            for (int row = end - 1; row >= begin; row--) {
                follows = rows.reward(row) + discount * follows;
                count++;
                double off = follows - mean;
                mean += off / count;
                spread += off * (follows - mean);
            }
            begin = end;
        }
        return spread / count;
    }
}
