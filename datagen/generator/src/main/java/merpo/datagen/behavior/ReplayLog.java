package merpo.datagen.behavior;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import merpo.datagen.dataset.GrowingColumns;
import merpo.datagen.dataset.RowShape;
import merpo.datagen.rollout.PolicyRollout;

/**
 * What the replay buffers got since the last snapshot, with all that a dataset keeps of a row. Rows
 * lie in the order of the buffers; simulations of a task take turns, so episode ids say which rows
 * belong together.
 */
final class ReplayLog {
    private static final int FIRST_ROWS = 1024;

    private final int perTask; // simulations
    private RowShape shape; // known from the first row on
    private final List<GrowingColumns> rows = new ArrayList<>(); // one per task
    private final int[] running; // id of each simulation's episode
    private final int[] begun; // episodes of each task

    /**
     * @param simulations of each task
     */
    ReplayLog(int tasks, int simulations) {
        perTask = simulations;
        running = new int[tasks * simulations];
        begun = new int[tasks];
        clear();
    }

    void add(int simulation, PolicyRollout.Step step, long policyStep) {
        if (shape == null) {
            shape = step.shape();
            for (int each = 0; each < begun.length; each++) {
                rows.add(new GrowingColumns(shape, FIRST_ROWS));
            }
        }
        int task = simulation / perTask;
        boolean diverged = step.environment().diverged()[simulation];
        if (!diverged) {
            rows.get(task).append(step.rows(), simulation, running[simulation], policyStep);
        }
        if (diverged
                || step.environment().terminated()[simulation]
                || step.environment().truncated()[simulation]) {
            running[simulation] = begun[task]++;
        }
    }

    /** Forgets all rows; every simulation begins an episode. */
    void clear() {
        rows.forEach(GrowingColumns::clear);
        Arrays.setAll(running, simulation -> simulation % perTask);
        Arrays.fill(begun, perTask);
    }

    /** Its rows, of which there is at least one, as a file. */
    void write(Path file) throws IOException {
        ReplayShard.write(file, rows.stream().map(GrowingColumns::take).toList(), shape);
    }
}
