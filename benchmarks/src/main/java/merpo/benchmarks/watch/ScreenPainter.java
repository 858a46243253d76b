package merpo.benchmarks.watch;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * Draws a screen over the former one. No alternate screen: after a kill the terminal is as it was,
 * and the last state stays in sight.
 */
final class ScreenPainter implements Painter {
    private static final String CLEAR = "\033[2J\033[H";
    private static final String UP = "\033[%dA\r";
    private static final String REST_OF_LINE = "\033[K";
    private static final String REST_OF_SCREEN = "\033[J";

    private final PrintStream out;
    private final Window window;
    private final Supplier<List<String>> notes;
    private Window.Size former;
    private int height;

    /**
     * A painter.
     *
     * @param notes lines that are to stay, asked at every drawing; they stand above the screen
     */
    ScreenPainter(PrintStream out, Window window, Supplier<List<String>> notes) {
        this.out = out;
        this.window = window;
        this.notes = notes;
    }

    @Override
    public void paint(RunTables tables) {
        Window.Size size = window.size();
        // the last row stays free for the cursor
        List<String> lines = Screen.lines(tables, size.columns(), size.rows() - 1);
        StringBuilder frame = new StringBuilder();
        if (former != null && !former.equals(size)) {
            frame.append(CLEAR); // lines were wrapped or torn apart
        } else if (height > 0) {
            frame.append(UP.formatted(height));
        }
        notes.get().forEach(note -> frame.append(note).append(REST_OF_LINE).append('\n'));
        lines.forEach(line -> frame.append(line).append(REST_OF_LINE).append('\n'));
        frame.append(REST_OF_SCREEN);
        out.writeBytes(frame.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        former = size;
        height = lines.size();
    }
}
