package merpo.datagen.dataset;

/**
 * Collects whole episodes into a {@link Dataset}. Simulations that run side by side each get an
 * {@link #episode() episode recorder}; an episode enters when its flag comes, in one piece, so that
 * rows of an episode are neighbors however the simulations interleave.
 *
 * <p>For one thread: with the same order of {@code add} calls the dataset is the same.
 */
public final class DatasetRecorder {
    private static final int FIRST_ROWS = 64;

    private final RowShape shape;
    private final RecordedColumns rows = new RecordedColumns();
    private int episodes;
    private int longest = FIRST_ROWS; // of these; most episodes of a task are as long

    /** Without episodes, of rows of these widths. */
    public DatasetRecorder(RowShape shape) {
        this.shape = shape;
    }

    /** A buffer for one simulation's episodes. */
    public EpisodeRecorder episode() {
        return new EpisodeRecorder(this, new GrowingColumns(shape, longest));
    }

    /** Transitions of the finished episodes; running ones do not count. */
    public int size() {
        return rows.size();
    }

    /** Finished episodes. */
    public int episodes() {
        return episodes;
    }

    /**
     * The finished episodes as a dataset. The recorder stays usable. Memory beside that of the rows
     * is that of the widest array.
     */
    public Dataset build() {
        if (episodes == 0) {
            throw new IllegalStateException(
                    "no episode has finished, so there is no dataset to build:"
                            + " record until a step is terminated or truncated");
        }
        return new Dataset(shape, rows.join());
    }

    /** Takes over a finished episode; nobody may write its arrays afterwards. */
    public void add(Columns episode) {
        longest = Math.max(longest, episode.rewards().length);
        rows.add(episode, episodes);
        episodes++;
    }
}
