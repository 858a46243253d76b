package merpo.datagen.run;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Progress on a terminal: one bar per stage with the time it took and the time it will still take.
 */
public final class BarProgress implements Progress {
    private static final int WIDTH = 100;

    private final PrintStream out;
    private ProgressBar bar;

    /** On this stream. */
    public BarProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void stage(String name, long total, String unit) {
        stageDone();
        bar =
                new ProgressBarBuilder()
                        .setTaskName(String.format("%-10s", name))
                        .setInitialMax(total)
                        .setUnit(" " + unit, 1)
                        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                        .setUpdateIntervalMillis(250)
                        .setMaxRenderedLength(WIDTH)
                        .setConsumer(new ConsoleProgressBarConsumer(out, WIDTH))
                        .build();
    }

    @Override
    public void step(long done, String message) {
        if (bar != null) {
            bar.stepTo(done);
            bar.setExtraMessage(message.isEmpty() ? "" : " " + message);
        }
    }

    @Override
    public void note(String line) {
        out.println(
                bar == null ? line : "\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())));
    }

    @Override
    public void stageDone() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
