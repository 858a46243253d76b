package merpo.benchmarks.watch;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** Text made to fit: widths are cells of a terminal, of which wide characters fill two. */
final class Text {
    private Text() {}

    /** No control characters, no more than {@code width} cells of a terminal. */
    static String cut(String text, int width) {
        AttributedString line = new AttributedString(text.replaceAll("\\p{Cntrl}", " "));
        if (line.columnLength() <= width) {
            return line.toString();
        }
        return width < 1 ? "" : line.columnSubSequence(0, width - 1) + "…";
    }

    /** Followed by blanks up to {@code width} cells. */
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - new AttributedString(text).columnLength()));
    }

    /** The first lines, and how many are not shown. */
    static List<String> shortened(List<String> lines, int height) {
        if (lines.size() <= height) {
            return lines;
        }
        if (height < 2) {
            return lines.subList(0, Math.max(0, height));
        }
        List<String> shown = new ArrayList<>(lines.subList(0, height - 1));
        shown.add("… " + (lines.size() - shown.size()) + " more lines");
        return shown;
    }
}
