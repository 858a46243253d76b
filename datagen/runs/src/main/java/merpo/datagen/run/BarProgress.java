package merpo.datagen.run;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressState;

/**
 * Progress on a terminal: one bar per stage with the time it took and the time it will still take,
 * as wide as the window is at that moment.
 */
public final class BarProgress implements Progress {
    private static final int INTERVAL = 250; // ms
    private static final int LEAST = 8; // cells of a bar
    private static final int MOST = 40;
    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";
    private static final String CLEAR = "\r\033[K";
    private static final String CUT_AT_EDGE = "\033[?7l"; // what is too long is not wrapped
    private static final String WRAP_AT_EDGE = "\033[?7h";

    private final PrintStream out;
    private final IntSupplier columns;
    private final boolean lasting;
    private ProgressBar bar;

    /**
     * Progress on a terminal.
     *
     * @param columns how many characters a line has, asked at every drawing
     * @param lasting whether the bar stays when its stage is done
     */
    public BarProgress(PrintStream out, IntSupplier columns, boolean lasting) {
        this.out = out;
        this.columns = columns;
        this.lasting = lasting;
    }

    @Override
    public void stage(String name, long total, String unit) {
        stageDone();
        Instant began = Instant.now();
        bar =
                new ProgressBarBuilder()
                        .setTaskName(name)
                        .setInitialMax(total)
                        .setUpdateIntervalMillis(INTERVAL)
                        .continuousUpdate() // the window may change while nothing else does
                        .setRenderer((state, width) -> line(state, unit, began, width))
                        .setConsumer(new Line())
                        .build();
    }

    @Override
    public void step(long done, String message) {
        if (bar != null) {
            bar.setExtraMessage(message);
            bar.stepTo(done);
        }
    }

    @Override
    public void note(String line) {
        out.print((bar == null ? "" : CLEAR) + line + "\n");
        out.flush();
    }

    @Override
    public void stageDone() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private static String line(ProgressState state, String unit, Instant began, int width) {
        return line(
                state.getTaskName(),
                state.getCurrent(),
                state.getMax(),
                unit,
                state.getExtraMessage(),
                Duration.between(began, Instant.now()).toSeconds(),
                width);
    }

    /**
     * {@code learn 14 % ███▏ 89/600 steps, 0:02, 0:12 left, return 3.1}: in a narrow window first
     * without the unit, then without the message, then without the bar, then cut.
     *
     * @param total 0 where it is unknown
     * @param width of the window; the last column stays free for the cursor
     */
    static String line(
            String name,
            long done,
            long total,
            String unit,
            String message,
            long seconds,
            int width) {
        String head = "%-10s ".formatted(name);
        String count = Long.toString(done);
        String left = "";
        double share = Math.min(1, done / (double) total);
        if (total > 0) {
            head += "%3d %% ".formatted((int) (100 * share));
            count += "/" + total;
            if (done > 0 && done < total) {
                left = ", " + clock(Math.round(seconds * (1 / share - 1))) + " left";
            }
        }
        int room = width - 1 - head.length();
        int besideBar = room - LEAST - 1;
        String time = ", " + clock(seconds) + left;
        String words = message.isEmpty() ? "" : ", " + message;
        String whole = count + " " + unit + time + words;
        String tail =
                first(besideBar, whole, count + time + words, count + time)
                        .orElse(first(room, count + time, count + left).orElse(count));
        int cells = Math.min(MOST, room - 1 - tail.length());
        String drawn = total > 0 && cells >= LEAST ? cells(share, cells) + " " : "";
        String line = (head + drawn + tail).replaceAll("\\p{Cntrl}", " "); // names of files, too
        return line.substring(0, Math.min(line.length(), Math.max(0, width - 1)));
    }

    private static Optional<String> first(int room, String... texts) {
        return Stream.of(texts).filter(text -> text.length() <= room).findFirst();
    }

    private static String cells(double share, int width) {
        int eighths = (int) (share * width * 8);
        String full = "█".repeat(eighths / 8);
        String part = eighths % 8 == 0 ? "" : EIGHTHS.substring(eighths % 8, eighths % 8 + 1);
        return full + part + "·".repeat(width - full.length() - part.length());
    }

    private static String clock(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(
                        Locale.ROOT,
                        "%d:%02d:%02d",
                        seconds / 3600,
                        seconds / 60 % 60,
                        seconds % 60);
    }

    /** The line that is drawn over and over. */
    private final class Line implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return columns.getAsInt();
        }

        @Override
        public void accept(String text) {
            out.print(CUT_AT_EDGE + CLEAR + text + WRAP_AT_EDGE);
            out.flush();
        }

        @Override
        public void clear() {
            out.print(CLEAR);
        }

        @Override
        public void close() {
            out.print(lasting ? "\n" : CLEAR);
            out.flush();
        }
    }
}
