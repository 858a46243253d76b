package merpo.datagen.dataset;

/** The running episode of one simulation. Obtained from {@link DatasetRecorder#episode()}. */
public final class EpisodeRecorder {
    private static final int FIRST_ROWS = 64;

    private final DatasetRecorder dataset;
    private final RowShape shape;
    private GrowingColumns rows;

    EpisodeRecorder(DatasetRecorder dataset, RowShape shape) {
        this.dataset = dataset;
        this.shape = shape;
        this.rows = new GrowingColumns(shape, FIRST_ROWS);
    }

    /**
     * Adds one step; terminated or truncated ends the episode and moves it into the dataset.
     *
     * @return whether the episode ended with this step
     */
    public boolean add(Transition transition) {
        rows.append(transition, 0);
        boolean ended = transition.terminated() || transition.truncated();
        if (ended) {
            GrowingColumns episode = rows;
            rows = new GrowingColumns(shape, FIRST_ROWS); // the old room is not kept
            dataset.accept(episode);
        }
        return ended;
    }

    /** Steps of the running episode so far. */
    public int size() {
        return rows.size();
    }

    /** Forgets the running episode, for instance after its simulation diverged. */
    public void discard() {
        rows.clear();
    }
}
