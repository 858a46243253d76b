package merpo.agents.macaw;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import merpo.agents.TaskData;
import merpo.datagen.nn.Scaling;
import merpo.datagen.replay.Batch;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.replay.TaskBatch;
import merpo.datagen.replay.TaskBatches;
import merpo.datagen.replay.Trajectories;

/**
 * The whole episodes of some tasks. Returns come from all rows; only some are drawn, every {@code
 * keepEvery}th of a task's storage.
 */
final class TrajectoryRows {
    private final MacawConfig.MetaBatch size;
    private final TaskBatches tasks;
    private final List<Trajectories> trajectories;

    private TrajectoryRows(
            MacawConfig.MetaBatch size, TaskBatches tasks, List<Trajectories> trajectories) {
        this.size = size;
        this.tasks = tasks;
        this.trajectories = trajectories;
    }

    /**
     * @param what the tasks are, such as "test"
     * @throws IllegalArgumentException where episodes are not whole, or rows too few for a batch
     */
    static TrajectoryRows of(String what, TaskData data, MacawConfig config) {
        config.batch().requireEnough(what, data.sizes());
        List<Trajectories> trajectories = new ArrayList<>();
        for (int task = 0; task < data.tasks(); task++) {
            ReplayBuffer rows = data.rows().get(task);
            try {
                int[] ends = data.episodeEnds().get(task);
                trajectories.add(Trajectories.of(rows, ends, config.discount()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "%s task %d: %s. Returns need whole episodes"
                                .formatted(what, task, e.getMessage()),
                        e);
            }
        }
        return new TrajectoryRows(
                config.batch(), new TaskBatches(data.rows()), List.copyOf(trajectories));
    }

    int tasks() {
        return tasks.buffers().size();
    }

    /** Entries of a meta-batch, each task at most once; all where there are no more. */
    TaskBatch draw(RandomGenerator random) {
        int entries = Math.min(size.tasks(), tasks());
        return tasks.draw(entries, TaskBatches.Draw.WITHOUT_REPLACEMENT, random);
    }

    /** Neighbours among the rows that are kept of each entry's task, their first uniform. */
    MacawRows slices(TaskBatch entries, RandomGenerator random, NDManager manager) {
        int[] own = entries.tasks();
        int[] rows = new int[own.length * size.rows()];
        for (int entry = 0; entry < own.length; entry++) {
            int first = random.nextInt(kept(own[entry]) - size.rows() + 1);
            for (int i = 0; i < size.rows(); i++) {
                rows[entry * size.rows() + i] = (first + i) * size.keepEvery();
            }
        }
        return rows(entries, rows, manager);
    }

    /** Rows of each entry from anywhere, none of them twice. */
    MacawRows scattered(TaskBatch entries, RandomGenerator random, NDManager manager) {
        int[] own = entries.tasks();
        int[] rows = new int[own.length * size.rows()];
        for (int entry = 0; entry < own.length; entry++) {
            scatter(own[entry], random, rows, entry * size.rows());
        }
        return rows(entries, rows, manager);
    }

    /** The same of every task, each drawn from its own stream. */
    MacawRows scattered(List<RandomGenerator> randoms, NDManager manager) {
        int[] rows = new int[tasks() * size.rows()];
        for (int task = 0; task < tasks(); task++) {
            scatter(task, randoms.get(task), rows, task * size.rows());
        }
        return rows(all(), rows, manager);
    }

    private TaskBatch all() {
        return tasks.take(IntStream.range(0, tasks()).toArray());
    }

    /** Floyd's draw without replacement (Bentley and Floyd, 1987). */
    private void scatter(int task, RandomGenerator random, int[] rows, int at) {
        Set<Integer> drawn = new LinkedHashSet<>();
        for (int last = kept(task) - size.rows(); last < kept(task); last++) {
            int row = random.nextInt(last + 1);
            if (!drawn.add(row)) {
                drawn.add(last);
            }
        }
        int next = at;
        for (int row : drawn) {
            rows[next++] = row * size.keepEvery();
        }
    }

    private int kept(int task) {
        return size.kept(tasks.buffers().get(task).size());
    }

    private MacawRows rows(TaskBatch entries, int[] rows, NDManager manager) {
        Batch batch = entries.apart(rows, manager);
        Trajectories.Rest rest = Trajectories.rest(trajectories, entries, rows, manager);
        return new MacawRows(
                batch.observation(),
                batch.action(),
                rest.returns(),
                rest.lastObservation(),
                rest.discount());
    }

    /** Deviation of the returns of all rows of all tasks. */
    double deviation(NDManager manager) {
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (int task = 0; task < tasks(); task++) {
            int[] rows = IntStream.range(0, tasks.buffers().get(task).size()).toArray();
            try (NDManager scratch = manager.newSubManager()) {
                NDArray returns =
                        Trajectories.rest(trajectories, tasks.take(task), rows, scratch).returns();
                for (float value : returns.toFloatArray()) {
                    sum += value;
                    squares += (double) value * value;
                    count++;
                }
            }
        }
        double mean = sum / count;
        return Math.sqrt(Math.max(0, squares / count - mean * mean));
    }

    /** The same rows with returns divided by a number. */
    static MacawRows scaled(MacawRows rows, double by) {
        return by == 1
                ? rows
                : new MacawRows(
                        rows.observation(),
                        rows.action(),
                        Scaling.by(1 / by, rows.returns()),
                        rows.last(),
                        rows.discount());
    }
}
