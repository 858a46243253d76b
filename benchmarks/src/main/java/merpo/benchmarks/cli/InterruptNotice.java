package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import merpo.datagen.process.AtExit;

/**
 * Says how to go on when Ctrl-C ends the process. Nothing needs to be cleaned up: every file has
 * its final name only when it is whole. The virtual machine ends with status 130 by itself. Within
 * another notice one is silent: the work around it says how to go on.
 */
final class InterruptNotice implements AutoCloseable {
    private static final AtomicInteger OPEN = new AtomicInteger();

    private final AtExit hook;

    InterruptNotice(PrintWriter err, Supplier<String> message) {
        boolean outermost = OPEN.getAndIncrement() == 0;
        hook =
                new AtExit(
                        "interrupt-notice",
                        () -> {
                            if (outermost) {
                                err.println();
                                err.println("merpo: " + Launch.words(message.get()));
                                err.flush();
                            }
                        });
    }

    /** What is said where no work on the way has a notice of its own; close it after the work. */
    static AtExit otherwise(PrintWriter err, Supplier<String> message) {
        return new AtExit(
                "interrupt-otherwise",
                () -> {
                    if (OPEN.get() == 0) {
                        err.println();
                        err.println("merpo: " + Launch.words(message.get()));
                        err.flush();
                    }
                });
    }

    /** Of a command that goes on when it is given again. */
    static InterruptNotice again(PrintWriter err) {
        return new InterruptNotice(
                err,
                () -> "Interrupted. What is finished is kept; go on with the same command again");
    }

    @Override
    public void close() {
        OPEN.decrementAndGet();
        hook.close();
    }
}
