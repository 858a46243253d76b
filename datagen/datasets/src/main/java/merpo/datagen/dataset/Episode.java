package merpo.datagen.dataset;

/**
 * Rows {@code start} to {@code end - 1} of a dataset: one run from reset to flag.
 *
 * @param id counted from 0
 * @param start first row
 * @param end row after the last
 * @param terminated whether the task ended; otherwise time ran out
 * @param episodeReturn undiscounted sum of the rewards
 */
public record Episode(int id, int start, int end, boolean terminated, double episodeReturn) {
    /** Steps of it. */
    public int length() {
        return end - start;
    }
}
