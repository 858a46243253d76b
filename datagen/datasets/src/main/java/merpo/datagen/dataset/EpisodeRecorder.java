package merpo.datagen.dataset;

/** The running episode of one simulation. Obtained from {@link DatasetRecorder#episode()}. */
public final class EpisodeRecorder {
    private final DatasetRecorder dataset;
    private final GrowingColumns rows;

    EpisodeRecorder(DatasetRecorder dataset, GrowingColumns rows) {
        this.dataset = dataset;
        this.rows = rows;
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
            dataset.add(rows.take());
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
