package merpo.benchmarks.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import merpo.datagen.process.AtExit;

/**
 * Owns processes: ends them when it is closed, and when this process is told to end (Ctrl-C). A
 * child that does not end within some seconds is killed.
 */
final class Children implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final List<Process> processes = new ArrayList<>();
    private final AtExit hook = new AtExit("end-children", this::end);
    private volatile boolean ended;

    synchronized Process start(ProcessBuilder builder) throws IOException {
        if (ended) {
            throw new IOException("no child is started any more: this process ends");
        }
        processes.removeIf(process -> !process.isAlive());
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    /** While this process ends, the ends of its children are no news. */
    boolean ending() {
        return ended;
    }

    private synchronized void end() {
        ended = true;
        processes.forEach(Process::destroy);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        for (Process process : processes) {
            try {
                if (!process.waitFor(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        end();
        hook.close();
    }
}
