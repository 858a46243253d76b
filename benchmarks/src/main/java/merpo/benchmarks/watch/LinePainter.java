package merpo.benchmarks.watch;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/** In a log file: a line at most every ten seconds, only after new steps, and one per alarm. */
final class LinePainter implements Painter {
    private static final long INTERVAL = 10_000_000_000L;

    private final PrintStream out;
    private final LongSupplier nanoTime;
    private long lastTime;
    private long lastStep = Long.MIN_VALUE;
    private int alarms;

    LinePainter(PrintStream out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
    }

    @Override
    public void paint(RunTables tables) {
        alarms = Math.min(alarms, tables.alarms().size());
        tables.alarms().stream().skip(alarms).forEach(alarm -> say(Screen.line(alarm)));
        alarms = tables.alarms().size();
        if (lastStep == Long.MIN_VALUE || nanoTime.getAsLong() - lastTime >= INTERVAL) {
            sayNew(tables);
        }
    }

    @Override
    public void finish(RunTables tables) {
        paint(tables);
        sayNew(tables);
    }

    private void sayNew(RunTables tables) {
        if (tables.progress().step() == lastStep) {
            return;
        }
        lastStep = tables.progress().step();
        lastTime = nanoTime.getAsLong();
        StringBuilder line = new StringBuilder(tables.name()).append(": ");
        line.append(Headline.status(tables));
        for (Series metric : tables.metrics()) {
            if (!metric.values().isEmpty()) {
                line.append(" · ").append(metric.name()).append(' ');
                line.append(Shown.number(metric.last()));
            }
        }
        say(line.toString());
    }

    private void say(String line) {
        String shown = Text.cut(line, Integer.MAX_VALUE) + "\n";
        out.writeBytes(shown.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
