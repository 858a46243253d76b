package merpo.datagen.generate;

import java.util.ArrayList;
import java.util.List;
import merpo.datagen.dataset.Columns;
import merpo.datagen.dataset.GrowingColumns;
import merpo.datagen.dataset.StepRows;
import merpo.datagen.rollout.PolicyRollout;
import merpo.envs.VectorEnvironment;

/** The episodes of one simulation, one after the other, until they hold its share of the rows. */
final class EpisodeStream {
    private final VectorEnvironment environment;
    private final int simulation;
    private final int share;
    private final int least; // rows of its episodes, once they hold the share
    private final GrowingColumns running;
    private final List<Columns> episodes = new ArrayList<>();
    private volatile int rows; // of the episodes; other lanes ask
    private boolean over; // it has its share, or nobody needs it

    /**
     * @param simulation its place in the environment
     * @param share rows, at least 1
     */
    EpisodeStream(VectorEnvironment environment, int simulation, int share) {
        this.environment = environment;
        this.simulation = simulation;
        this.share = share;
        int horizon = environment.definition().horizon();
        long whole = ((long) share + horizon - 1) / horizon * horizon;
        least = environment.definition().onlyTimeEnds() ? Math.toIntExact(whole) : share;
        running = new GrowingColumns(PolicyRollout.shape(environment), horizon);
    }

    boolean isOf(VectorEnvironment other) {
        return environment == other;
    }

    boolean over() {
        return over;
    }

    /** Rows that count: where it is over all that it was to play. */
    int counted() {
        return over ? least : Math.min(least, rows + running.size());
    }

    /** Rows that its episodes will have at least; for any thread. */
    int expected() {
        return Math.max(rows, least);
    }

    /** Takes its row of a step. */
    void add(StepRows step, long checkpointStep) {
        if (environment.diverged()[simulation]) {
            running.clear(); // a broken simulation is no data
            return;
        }
        running.append(step, simulation, 0, checkpointStep);
        if (step.terminated()[simulation] || step.truncated()[simulation]) {
            int now = rows + running.size();
            episodes.add(running.take());
            rows = now;
            if (now >= share) {
                rest();
            }
        }
    }

    /** Nobody needs more of it. */
    void rest() {
        over = true;
        environment.rest(simulation);
    }

    /** In the order in which they were played. */
    List<Columns> episodes() {
        return episodes;
    }
}
