package merpo.datagen.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** Works that are done at once, each on a thread of its own; none is left when it returns. */
final class Crew {
    private Crew() {}

    /** One of them. */
    @FunctionalInterface
    interface Work {
        /**
         * @param stopped whether another has failed; asked now and then
         */
        void run(BooleanSupplier stopped);
    }

    /**
     * Does all, the first on the caller's thread. Where one fails the others stop, and its failure
     * is thrown as it is. An interrupt of the caller stops all, and stays.
     */
    static void run(List<? extends Work> works) {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Thread> threads = new ArrayList<>();
        for (Work work : works.subList(1, works.size())) {
            Thread thread = new Thread(() -> attempt(work, failure), "plays");
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        attempt(works.get(0), failure);
        threads.forEach(thread -> join(thread, failure));
        if (failure.get() instanceof Error error) {
            throw error;
        }
        if (failure.get() instanceof RuntimeException e) {
            throw e;
        }
    }

    private static void attempt(Work work, AtomicReference<Throwable> failure) {
        try {
            work.run(() -> failure.get() != null);
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        }
    }

    private static void join(Thread thread, AtomicReference<Throwable> failure) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                failure.compareAndSet(null, new IllegalStateException("interrupted", e));
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
