package merpo.datagen.run;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress in a log file: a plain line when a stage begins, about every ten seconds, and when it
 * ends.
 */
public final class LineProgress implements Progress {
    private static final long INTERVAL = 10_000_000_000L;

    private final PrintStream out;
    private final LongSupplier nanoTime;
    private final boolean lasting;
    private String name = "";
    private String unit = "";
    private long total;
    private long done;
    private long began;
    private long lastLine;

    /**
     * Progress in a log.
     *
     * @param lasting whether the lines of begin and end are printed, too
     */
    public LineProgress(PrintStream out, boolean lasting) {
        this(out, System::nanoTime, lasting);
    }

    LineProgress(PrintStream out, LongSupplier nanoTime, boolean lasting) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.lasting = lasting;
    }

    @Override
    public void stage(String name, long total, String unit) {
        stageDone();
        this.name = name;
        this.unit = unit;
        this.total = total;
        done = 0;
        began = nanoTime.getAsLong();
        lastLine = began;
        if (lasting) {
            out.printf(Locale.ROOT, "%s: %s %s%n", name, total > 0 ? "0 of " + total : "0", unit);
        }
    }

    @Override
    public void step(long done, String message) {
        this.done = done;
        long now = nanoTime.getAsLong();
        if (now - lastLine >= INTERVAL) {
            lastLine = now;
            double elapsed = (now - began) / 1e9;
            out.printf(
                    Locale.ROOT,
                    "%s: %d%s %s, %.0f s%s%s%n",
                    name,
                    done,
                    total > 0 ? " of " + total : "",
                    unit,
                    elapsed,
                    total > 0 && done > 0
                            ? ", about %.0f s to go".formatted(elapsed * (total - done) / done)
                            : "",
                    message.isEmpty() ? "" : ", " + message);
        }
    }

    @Override
    public void note(String line) {
        out.println(line);
    }

    @Override
    public void stageDone() {
        if (!name.isEmpty() && lasting) {
            double elapsed = (nanoTime.getAsLong() - began) / 1e9;
            out.printf(Locale.ROOT, "%s: %d %s in %.1f s%n", name, done, unit, elapsed);
        }
        name = "";
    }
}
