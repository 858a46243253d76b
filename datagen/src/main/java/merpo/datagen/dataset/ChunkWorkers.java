package merpo.datagen.dataset;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * A few threads that filter chunks while their owner moves them to and from the file. Results are
 * taken in order, so that nothing depends on how many threads there are. Memory is that of a few
 * chunks. For one owner; close it.
 */
final class ChunkWorkers implements AutoCloseable {
    private final ExecutorService pool;
    private final List<Chunk> chunks = new ArrayList<>();

    /** What is done with the chunk of that index. */
    @FunctionalInterface
    interface Step {
        Step NONE = (chunk, index) -> {};

        void take(Chunk chunk, int index);
    }

    /**
     * @param threads that work beside the owner's, at least 1
     */
    ChunkWorkers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", must be at least 1");
        }
        pool =
                Executors.newFixedThreadPool(
                        threads,
                        work -> {
                            Thread thread = new Thread(work, "filters chunks");
                            thread.setDaemon(true);
                            return thread;
                        });
        for (int i = 0; i < 2 * threads + 2; i++) {
            chunks.add(new Chunk());
        }
    }

    /** Work of another kind, in its turn. */
    <T> Future<T> submit(Callable<T> work) {
        return pool.submit(work);
    }

    /**
     * For each index: {@code before} by the owner, {@code work} by a worker, {@code after} by the
     * owner; the owner goes through the indices in order.
     */
    void run(int count, Step before, Step work, Step after) {
        Deque<Future<?>> pending = new ArrayDeque<>();
        try {
            for (int k = 0; k < count; k++) {
                Chunk chunk = chunks.get(k % chunks.size());
                if (pending.size() == chunks.size()) {
                    finish(pending, after, k - chunks.size());
                }
                before.take(chunk, k);
                int index = k;
                pending.add(pool.submit(() -> work.take(chunk, index)));
            }
            while (!pending.isEmpty()) {
                finish(pending, after, count - pending.size());
            }
        } finally {
            pending.forEach(ChunkWorkers::settle);
        }
    }

    private void finish(Deque<Future<?>> pending, Step after, int index) {
        await(pending.remove());
        after.take(chunks.get(index % chunks.size()), index);
    }

    /** The result; what the work threw is thrown here. */
    static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException wrong) {
                throw wrong;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Hdf5Exception("interrupted while chunks were filtered");
        }
    }

    /** Waits for one whose result no longer matters: it still uses its chunk. */
    private static void settle(Future<?> future) {
        try {
            future.get();
        } catch (ExecutionException alreadyFailed) {
            // another failure is on its way to the caller
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
                return; // their memory is still in use: leave it to the end of the process
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        chunks.forEach(Chunk::close);
    }
}
