package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Says how to go on when Ctrl-C ends the process. Nothing needs to be cleaned up: every file has
 * its final name only when it is whole. The virtual machine ends with status 130 by itself. Within
 * another notice one is silent: the work around it says how to go on.
 */
final class InterruptNotice {
    private static final AtomicInteger OPEN = new AtomicInteger();

    private final Thread hook;

    InterruptNotice(PrintWriter err, Supplier<String> message) {
        boolean outermost = OPEN.getAndIncrement() == 0;
        hook =
                new Thread(
                        () -> {
                            if (outermost) {
                                err.println();
                                err.println("merpo: " + message.get());
                                err.flush();
                            }
                        },
                        "interrupt-notice");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void close() {
        OPEN.decrementAndGet();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyGoingDown) {
            // The notice is being printed; there is nothing to take back.
        }
    }
}
