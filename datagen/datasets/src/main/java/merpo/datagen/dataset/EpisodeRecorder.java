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
        return end(transition.terminated() || transition.truncated());
    }

    /**
     * Adds what one simulation did in a step, in the same way.
     *
     * @param simulation its row in the arrays of {@code step}
     * @param checkpointStep environment steps of the policy that acted; -1 is random
     * @return whether the episode ended with this step
     */
    public boolean add(StepRows step, int simulation, long checkpointStep) {
        rows.append(step, simulation, 0, checkpointStep);
        return end(step.terminated()[simulation] || step.truncated()[simulation]);
    }

    private boolean end(boolean ended) {
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
