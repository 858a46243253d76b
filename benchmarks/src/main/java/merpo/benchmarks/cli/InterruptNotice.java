package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.util.function.Supplier;

/**
 * Says how to go on when Ctrl-C ends the process. Nothing needs to be cleaned up: every file has
 * its final name only when it is whole. The virtual machine ends with status 130 by itself.
 */
final class InterruptNotice {
    private final Thread hook;

    InterruptNotice(PrintWriter err, Supplier<String> message) {
        hook =
                new Thread(
                        () -> {
                            err.println();
                            err.println("merpo: " + message.get());
                            err.flush();
                        },
                        "interrupt-notice");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyGoingDown) {
            // The notice is being printed; there is nothing to take back.
        }
    }
}
