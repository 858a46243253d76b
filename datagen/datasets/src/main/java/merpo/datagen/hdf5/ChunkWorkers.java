package merpo.datagen.hdf5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A few threads that filter chunks while their owner moves them to and from the file. Results are
 * taken in order, so that nothing depends on how many threads there are. Memory is that of a few
 * chunks. For one owner; close it.
 */
public final class ChunkWorkers implements AutoCloseable {
    private static final int CHUNKS_PER_THREAD = 8; // a worker that waits for the disk finds more

    private final int threads;
    private final ExecutorService pool;
    private final ExecutorService line; // one thread, for work that has an order
    private final List<Chunk> chunks = new ArrayList<>();
    private final Deque<Chunk> idle; // of them, the last used first: it is in a cache

    /** What is done with the chunk of that index. */
    @FunctionalInterface
    interface Step {
        void take(Chunk chunk, int index);
    }

    /**
     * @param threads that work beside the owner's, at least 1
     */
    public ChunkWorkers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", must be at least 1");
        }
        this.threads = threads;
        pool = Executors.newFixedThreadPool(threads, work -> daemon(work, "filters chunks"));
        line = Executors.newSingleThreadExecutor(work -> daemon(work, "digests rows"));
        for (int i = 0; i < CHUNKS_PER_THREAD * threads; i++) {
            chunks.add(new Chunk());
        }
        idle = new ConcurrentLinkedDeque<>(chunks);
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    int threads() {
        return threads;
    }

    /** Work of another kind, in its turn. */
    <T> Future<T> submit(Callable<T> work) {
        return pool.submit(work);
    }

    /** Work that begins when what was submitted here before it has ended, beside all other. */
    public <T> Future<T> submitInLine(Callable<T> work) {
        return line.submit(work);
    }

    /** For each index: {@code work} by a worker, then {@code after} by the owner, in order. */
    void inOrder(int count, Step work, Step after) {
        Deque<Future<?>> pending = new ArrayDeque<>();
        try {
            for (int k = 0; k < count; k++) {
                if (pending.size() == chunks.size()) {
                    finish(pending, after, k - chunks.size());
                }
                Chunk chunk = chunks.get(k % chunks.size());
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

    /**
     * For each index: {@code work} by a worker, in any order, after what was begun before. The
     * owner goes on meanwhile, but not with {@link #inOrder}.
     *
     * @return what to wait for
     */
    List<Future<?>> begin(int count, Step work) {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> pending = new ArrayList<>();
        for (int worker = 0; worker < threads; worker++) {
            pending.add(pool.submit(() -> takeSome(next, count, work)));
        }
        return pending;
    }

    private void takeSome(AtomicInteger next, int count, Step work) {
        Chunk chunk = idle.pop(); // there are more of them than threads
        try {
            for (int k = next.getAndIncrement(); k < count; k = next.getAndIncrement()) {
                work.take(chunk, k);
            }
        } catch (RuntimeException e) {
            next.set(count); // the others need not go on
            throw e;
        } finally {
            idle.push(chunk);
        }
    }

    private void finish(Deque<Future<?>> pending, Step after, int index) {
        await(pending.remove());
        after.take(chunks.get(index % chunks.size()), index);
    }

    /** The result; what the work threw is thrown here. */
    public static <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException wrong) {
                throw wrong;
            }
            if (e.getCause() instanceof Error wrong) { // out of memory is no damage
                throw wrong;
            }
            if (e.getCause() instanceof IOException wrong) {
                throw new UncheckedIOException(wrong);
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Hdf5Exception("interrupted while chunks were filtered");
        }
    }

    /** Waits for all, then throws what the first that failed threw. */
    public static void awaitAll(List<? extends Future<?>> futures) {
        futures.forEach(ChunkWorkers::settle);
        futures.forEach(ChunkWorkers::await);
    }

    /** Waits for one whose result no longer matters: it still uses its chunk. */
    static void settle(Future<?> future) {
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
        line.shutdownNow();
        pool.shutdownNow();
        try {
            if (!line.awaitTermination(1, TimeUnit.MINUTES)
                    || !pool.awaitTermination(1, TimeUnit.MINUTES)) {
                return; // their memory is still in use: leave it to the end of the process
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        chunks.forEach(Chunk::close);
    }
}
