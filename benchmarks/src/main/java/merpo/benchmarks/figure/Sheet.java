package merpo.benchmarks.figure;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * Panels of equal size in rows, a title above and a caption below: one figure of a paper.
 *
 * @param name of its files
 * @param title wrapped to the width
 * @param columns panels in a row, at most
 * @param caption paragraphs, wrapped to the width
 */
public record Sheet(
        String name, String title, List<Figure> panels, int columns, List<String> caption) {
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 16);
    private static final Font CAPTION = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final int MARGIN = 14;
    private static final int TITLE_LINE_HEIGHT = 21;
    private static final int TITLE_GAP = 13;
    private static final int LINE_HEIGHT = 17;
    private static final int PARAGRAPH_GAP = 5;

    public Sheet {
        panels = List.copyOf(panels);
        caption = List.copyOf(caption);
        if (panels.isEmpty() || columns < 1) {
            throw new IllegalArgumentException(
                    "Sheet %s has %d panels in %d columns, needs at least one of each"
                            .formatted(name, panels.size(), columns));
        }
    }

    /** As SVG, on white. */
    public String svg() {
        return Drawing.svg(name, title, String.join(" ", caption), width(), height(), this::draw);
    }

    /** As PNG so many pixels wide, on white. */
    public byte[] png(int pixels) {
        return Drawing.png(width(), height(), pixels, this::draw);
    }

    /** Panels in the widest row. */
    public int across() {
        return Math.min(columns, panels.size());
    }

    private int width() {
        return across() * panels.get(0).width();
    }

    private int height() {
        return captionTop() + captionHeight();
    }

    private int titleHeight() {
        return wrap(List.of(title), TITLE).get(0).size() * TITLE_LINE_HEIGHT + TITLE_GAP;
    }

    private int captionTop() {
        int rows = (panels.size() + columns - 1) / columns;
        return titleHeight() + rows * panels.get(0).height() + MARGIN;
    }

    private int captionHeight() {
        int lines = wrap(caption, CAPTION).stream().mapToInt(List::size).sum();
        return lines * LINE_HEIGHT + caption.size() * PARAGRAPH_GAP + MARGIN;
    }

    private void draw(Graphics2D canvas) {
        canvas.setPaint(Look.INK);
        canvas.setFont(TITLE);
        List<String> words = wrap(List.of(title), TITLE).get(0);
        for (int i = 0; i < words.size(); i++) {
            canvas.drawString(words.get(i), MARGIN, 24 + i * TITLE_LINE_HEIGHT);
        }
        int top = titleHeight();
        for (int i = 0; i < panels.size(); i++) {
            Figure panel = panels.get(i);
            int row = i / columns;
            int x = i % columns * panel.width();
            int y = top + row * panel.height();
            panel.chart().draw(canvas, new Rectangle2D.Double(x, y, panel.width(), panel.height()));
        }
        canvas.setPaint(Look.INK);
        canvas.setFont(CAPTION);
        int y = captionTop();
        for (List<String> paragraph : wrap(caption, CAPTION)) {
            for (String line : paragraph) {
                y += LINE_HEIGHT;
                canvas.drawString(line, MARGIN, y);
            }
            y += PARAGRAPH_GAP;
        }
    }

    /** Measured on pixels, so that SVG and PNG break lines alike. */
    private List<List<String>> wrap(List<String> paragraphs, Font font) {
        Graphics2D ruler = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        FontMetrics metrics = ruler.getFontMetrics(font);
        try {
            return paragraphs.stream().map(paragraph -> wrap(paragraph, metrics)).toList();
        } finally {
            ruler.dispose();
        }
    }

    private List<String> wrap(String paragraph, FontMetrics metrics) {
        int room = width() - 3 * MARGIN;
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.strip().split("\\s+", -1)) {
            if (line.length() > 0 && metrics.stringWidth(line + " " + word) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
