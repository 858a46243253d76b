package merpo.benchmarks.cli;

import merpo.datagen.run.BarProgress;
import merpo.datagen.run.LineProgress;
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
        return isThere() ? new BarProgress(System.err) : new LineProgress(System.err);
    }
}
