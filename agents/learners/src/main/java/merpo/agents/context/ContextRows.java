package merpo.agents.context;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.random.RandomGenerator;
import merpo.datagen.replay.ReplayBuffer;
import merpo.datagen.replay.TaskBatch;
import merpo.datagen.replay.TaskBatches;
import merpo.datagen.settings.Setting;

/**
 * What an embedding is made of.
 *
 * @param rows random transitions of a context, C
 * @param nextObservation whether a transition has s' besides s, a and r
 */
public record ContextRows(int rows, boolean nextObservation) {
    /** Tasks that a finished learner meets. */
    public static final String NEW = "new";

    public ContextRows {
        Setting.require("context.rows", rows, rows >= 1, "at least 1");
    }

    /** Numbers of a transition. */
    public int width(int observationSize, int actionSize) {
        return observationSize * (nextObservation ? 2 : 1) + actionSize + 1;
    }

    /** A context of each entry, [N, C, width]. */
    public NDArray draw(TaskBatch tasks, RandomGenerator random, NDManager manager) {
        return tasks.context(tasks.rows(rows, random), nextObservation, manager);
    }

    /**
     * A context of each task, drawn from its own stream, [T, C, width].
     *
     * @param randoms one generator per task
     */
    public NDArray draw(List<ReplayBuffer> data, List<RandomGenerator> randoms, NDManager manager) {
        TaskBatches batches = new TaskBatches(data);
        int[] chosen = new int[data.size() * rows];
        for (int task = 0; task < data.size(); task++) {
            int[] own = batches.take(task).rows(rows, randoms.get(task));
            System.arraycopy(own, 0, chosen, task * rows, rows);
        }
        int[] all = new int[data.size()];
        for (int task = 0; task < all.length; task++) {
            all[task] = task;
        }
        return batches.take(all).context(chosen, nextObservation, manager);
    }

    /**
     * Refuses data in which a context would see the same few transitions over and over.
     *
     * @param what the tasks are, such as "test"; {@link #NEW} for whom settings come too late
     * @param data how many rows there are of each
     */
    public void requireEnough(String what, List<Integer> data) {
        requireEnough(what, data, 0);
    }

    /** Refuses data that leave fewer rows apart from a context than are asked for. */
    public void requireEnough(String what, List<Integer> data, int apart) {
        for (int task = 0; task < data.size(); task++) {
            int size = data.get(task);
            if (size < rows + apart) {
                String more = apart == 0 ? "" : " and %d apart from it".formatted(apart);
                throw new IllegalArgumentException(
                        "%d transitions in the data of %s task %d; must be at least the %d of a context%s. Give longer data%s"
                                .formatted(
                                        size,
                                        what,
                                        task,
                                        rows,
                                        more,
                                        what.equals(NEW)
                                                ? ""
                                                : ", or set learning.batch.context.rows to at most "
                                                        + (size - apart)));
            }
        }
    }
}
