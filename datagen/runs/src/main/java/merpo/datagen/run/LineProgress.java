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
    private String name = "";
    private String unit = "";
    private long total;
    private long done;
    private long began;
    private long lastLine;

    /** On this stream. */
    public LineProgress(PrintStream out) {
        this(out, System::nanoTime);
    }

    LineProgress(PrintStream out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
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
        out.printf(Locale.ROOT, "%s: 0 of %d %s%n", name, total, unit);
    }

    @Override
    public void step(long done, String message) {
        this.done = done;
        long now = nanoTime.getAsLong();
        if (now - lastLine >= INTERVAL && done > 0) {
            lastLine = now;
            double elapsed = (now - began) / 1e9;
            out.printf(
                    Locale.ROOT,
                    "%s: %d of %d %s, %.0f s, about %.0f s to go%s%n",
                    name,
                    done,
                    total,
                    unit,
                    elapsed,
                    elapsed * (total - done) / done,
                    message.isEmpty() ? "" : ", " + message);
        }
    }

    @Override
    public void note(String line) {
        out.println(line);
    }

    @Override
    public void stageDone() {
        if (!name.isEmpty()) {
            double elapsed = (nanoTime.getAsLong() - began) / 1e9;
            out.printf(Locale.ROOT, "%s: %d %s in %.1f s%n", name, done, unit, elapsed);
            name = "";
        }
    }
}
