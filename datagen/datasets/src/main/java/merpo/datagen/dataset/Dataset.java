package merpo.datagen.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All transitions of one task and quality, in memory as primitive arrays, row-major. Its
 * constructor is the law of {@link DatasetLaws}: a Dataset that exists is whole.
 *
 * <p>Accessors return the arrays themselves, because a batch is gathered from them a thousand times
 * a second: read them, never write.
 */
public final class Dataset {
    private final RowShape shape;
    private final Columns columns;
    private final List<Episode> episodes;

    /** Takes over the arrays; the caller forgets them. */
    public Dataset(RowShape shape, Columns columns) {
        this.shape = shape;
        this.columns = columns;
        DatasetLaws.check(shape, columns);
        this.episodes = List.copyOf(cut(columns));
    }

    private static List<Episode> cut(Columns columns) {
        List<Episode> found = new ArrayList<>();
        int start = 0;
        double sum = 0;
        for (int row = 0; row < columns.rewards().length; row++) {
            sum += columns.rewards()[row];
            if (columns.terminals()[row] || columns.timeouts()[row]) {
                found.add(new Episode(found.size(), start, row + 1, columns.terminals()[row], sum));
                start = row + 1;
                sum = 0;
            }
        }
        return found;
    }

    /** Number of transitions N. */
    public int size() {
        return columns.rewards().length;
    }

    /** Widths of its rows. */
    public RowShape shape() {
        return shape;
    }

    /** Episodes in row order; they cover every row. */
    public List<Episode> episodes() {
        return episodes;
    }

    /** Undiscounted return of each episode, in row order. */
    public double[] returns() {
        return episodes.stream().mapToDouble(Episode::episodeReturn).toArray();
    }

    /** [N x obs] before the action. */
    public float[] observations() {
        return columns.observations();
    }

    /** [N x act] in [-1, 1]. */
    public float[] actions() {
        return columns.actions();
    }

    /** [N]. */
    public float[] rewards() {
        return columns.rewards();
    }

    /** [N x obs] the true successor at every row. */
    public float[] nextObservations() {
        return columns.nextObservations();
    }

    /** [N] the task ended here: nothing to bootstrap from. */
    public boolean[] terminals() {
        return columns.terminals();
    }

    /** [N] time ran out here: bootstrap. */
    public boolean[] timeouts() {
        return columns.timeouts();
    }

    /** [N x nq] before the action. */
    public double[] positions() {
        return columns.positions();
    }

    /** [N x nv] before the action. */
    public double[] velocities() {
        return columns.velocities();
    }

    /** [N] log-density of the action under the behavior policy. */
    public float[] actionLogProbs() {
        return columns.actionLogProbs();
    }

    /** [N] counted from 0. */
    public int[] episodeIds() {
        return columns.episodeIds();
    }

    /** [N] environment steps of the policy that acted; -1 is random, -2 unknown. */
    public long[] checkpointSteps() {
        return columns.checkpointSteps();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dataset that
                && shape.equals(that.shape)
                && Arrays.equals(observations(), that.observations())
                && Arrays.equals(actions(), that.actions())
                && Arrays.equals(rewards(), that.rewards())
                && Arrays.equals(nextObservations(), that.nextObservations())
                && Arrays.equals(terminals(), that.terminals())
                && Arrays.equals(timeouts(), that.timeouts())
                && Arrays.equals(positions(), that.positions())
                && Arrays.equals(velocities(), that.velocities())
                && Arrays.equals(actionLogProbs(), that.actionLogProbs())
                && Arrays.equals(episodeIds(), that.episodeIds())
                && Arrays.equals(checkpointSteps(), that.checkpointSteps());
    }

    @Override
    public int hashCode() {
        return 31 * shape.hashCode() + Arrays.hashCode(rewards());
    }

    @Override
    public String toString() {
        return "Dataset[" + size() + " rows, " + episodes.size() + " episodes, " + shape + "]";
    }
}
