package merpo.datagen.replay;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The data of many tasks, of which every step of a meta-learner draws a few.
 *
 * @param buffers one per task, of the same widths, none empty
 */
public record TaskBatches(List<ReplayBuffer> buffers) {
    /** Whether one batch may hold the same task twice. */
    public enum Draw {
        /** A row may come twice. */
        WITH_REPLACEMENT,
        /** Each row comes once at most. */
        WITHOUT_REPLACEMENT
    }

    public TaskBatches {
        buffers = List.copyOf(buffers);
        if (buffers.isEmpty()) {
            throw new IllegalArgumentException(
                    "TaskBatches.buffers is empty: give the data of one task or more");
        }
        ReplayBuffer first = buffers.get(0);
        for (int task = 0; task < buffers.size(); task++) {
            ReplayBuffer buffer = buffers.get(task);
            if (buffer.size() == 0
                    || buffer.observationSize() != first.observationSize()
                    || buffer.actionSize() != first.actionSize()) {
                throw new IllegalArgumentException(
                        "the data of task %d are %d rows of %d + %d numbers; all tasks need rows of %d + %d as task 0, at least one"
                                .formatted(
                                        task,
                                        buffer.size(),
                                        buffer.observationSize(),
                                        buffer.actionSize(),
                                        first.observationSize(),
                                        first.actionSize()));
            }
        }
    }

    /** Tasks drawn uniformly. */
    public TaskBatch draw(int entries, Draw draw, RandomGenerator random) {
        int count = buffers.size();
        if (draw == Draw.WITH_REPLACEMENT) {
            return take(random.ints(entries, 0, count).toArray());
        }
        if (entries > count) {
            throw new IllegalArgumentException(
                    "a batch of %d tasks drawn without replacement from %d: draw at most %d, or with replacement"
                            .formatted(entries, count, count));
        }
        return take(distinct(entries, count, random));
    }

    /** So many numbers from 0 to below {@code size}, each at most once: the first of a shuffle. */
    public static int[] distinct(int count, int size, RandomGenerator random) {
        int[] all = IntStream.range(0, size).toArray();
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(size - i);
            int one = all[other];
            all[other] = all[i];
            all[i] = one;
        }
        return Arrays.copyOf(all, count);
    }

    /** These tasks, in this order. */
    public TaskBatch take(int... tasks) {
        return new TaskBatch(IntStream.of(tasks).mapToObj(buffers::get).toList(), tasks.clone());
    }
}
