package merpo.benchmarks.watch;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How large the terminal is at the moment: a person may pull at its corner. */
public interface Window {
    Size size();

    /** In characters. */
    record Size(int columns, int rows) {
        /** Of a terminal that does not tell. */
        static final Size USUAL = new Size(80, 24);

        private static final Pattern ROWS_COLUMNS = Pattern.compile("(\\d{1,5}) (\\d{1,5})\\s*");

        /** As {@code stty size} prints it: rows, columns; zeros mean unknown. */
        static Size parse(String printed) {
            Matcher size = ROWS_COLUMNS.matcher(printed);
            if (!size.matches()) {
                return USUAL;
            }
            int rows = Integer.parseInt(size.group(1));
            int columns = Integer.parseInt(size.group(2));
            return rows > 0 && columns > 0 ? new Size(columns, rows) : USUAL;
        }
    }

    /**
     * The terminal that controls this process, also when standard input is something else, which is
     * all that JLine would ask.
     */
    static Size ofProcess() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(new File("/dev/tty"))
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return Size.parse(
                    new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException noTerminal) {
            return Size.USUAL;
        }
    }
}
