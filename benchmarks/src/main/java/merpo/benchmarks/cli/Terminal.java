package merpo.benchmarks.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import merpo.benchmarks.watch.Window;
import merpo.datagen.run.BarProgress;
import merpo.datagen.run.LineProgress;
import merpo.datagen.run.Pipeline;
import merpo.datagen.run.Progress;

/** Whether somebody looks at standard error. */
final class Terminal {
    /** The launcher sees whether it is a terminal; a virtual machine cannot tell. */
    private static final String PROPERTY = "merpo.terminal";

    private Terminal() {}

    static boolean isThere() {
        return Boolean.getBoolean(PROPERTY);
    }

    /** A bar on a terminal, lines elsewhere. */
    static Progress progress() {
        return progress(true);
    }

    /** The same for what mostly takes a moment: nothing of it stays, or is said of a short wait. */
    static Progress passing() {
        return progress(false);
    }

    private static Progress progress(boolean lasting) {
        return isThere()
                ? new BarProgress(System.err, () -> Window.ofProcess().columns(), lasting)
                : new LineProgress(System.err, lasting);
    }

    /** Runs stages that {@code ./merpo resume} goes on with, and says so when interrupted. */
    static void run(Pipeline pipeline, Path shown, PrintWriter err) throws Exception {
        InterruptNotice notice =
                new InterruptNotice(
                        err,
                        () ->
                                "Interrupted in stage \"%s\". What is finished is kept; go on with: ./merpo resume %s"
                                        .formatted(pipeline.current(), shown));
        try (notice) {
            pipeline.runAll();
        }
    }
}
