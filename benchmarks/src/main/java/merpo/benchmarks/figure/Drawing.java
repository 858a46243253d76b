package merpo.benchmarks.figure;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.jfree.chart.title.TextTitle;

/** Draws figures: each alone as SVG, or several in one row as SVG or PNG. */
public final class Drawing {
    private Drawing() {}

    /**
     * One figure as an {@code <svg>} element without a background, for a page.
     *
     * @return the same text for the same figure: ids follow from its name
     */
    public static String element(Figure figure) {
        SvgCanvas canvas = new SvgCanvas(figure.name(), figure.width(), figure.height());
        figure.chart()
                .draw(
                        canvas.graphics(),
                        new Rectangle2D.Double(0, 0, figure.width(), figure.height()));
        return told(canvas.element(), figure.name(), title(figure), figure.caption());
    }

    /** One figure as a file of its own, on white. */
    public static String svg(Figure figure) {
        return svg(figure.name(), List.of(figure));
    }

    /** Figures of equal height in one row, on white. */
    public static String svg(String name, List<Figure> row) {
        return svg(
                name,
                row.stream().map(Drawing::title).collect(Collectors.joining(", ")),
                row.stream().map(Figure::caption).collect(Collectors.joining(" ")),
                width(row),
                height(row),
                canvas -> draw(row, canvas));
    }

    /**
     * Whatever is drawn, as SVG on white.
     *
     * @param title what it is, and {@code description} what it shows: for who hears it read
     */
    static String svg(
            String name,
            String title,
            String description,
            int width,
            int height,
            Consumer<Graphics2D> drawn) {
        SvgCanvas canvas = new SvgCanvas(name, width, height);
        onWhite(width, height, canvas.graphics(), drawn);
        return told(canvas.document(), name, title, description) + "\n";
    }

    private static String title(Figure figure) {
        TextTitle title = figure.chart().getTitle();
        return title == null ? figure.name() : title.getText();
    }

    /** With a title and a description, which a screen reader says in place of the drawing. */
    private static String told(String svg, String name, String title, String description) {
        int end = svg.indexOf('>', svg.indexOf("<svg"));
        return "%s role='img' aria-labelledby='%s-title %s-desc'><title id='%s-title'>%s</title><desc id='%s-desc'>%s</desc>%s"
                .formatted(
                        svg.substring(0, end),
                        name,
                        name,
                        name,
                        escape(title),
                        name,
                        escape(description),
                        svg.substring(end + 1));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The same row as pixels. */
    public static byte[] png(List<Figure> row, int pixels) {
        return png(width(row), height(row), pixels, canvas -> draw(row, canvas));
    }

    /** Whatever is drawn, as pixels on white. */
    static byte[] png(int width, int height, int pixels, Consumer<Graphics2D> drawn) {
        double scale = (double) pixels / width;
        BufferedImage image =
                new BufferedImage(
                        pixels, (int) Math.round(height * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        canvas.setRenderingHint(
                RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        canvas.scale(scale, scale);
        onWhite(width, height, canvas, drawn);
        canvas.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void onWhite(
            int width, int height, Graphics2D canvas, Consumer<Graphics2D> drawn) {
        canvas.setPaint(Color.WHITE);
        canvas.fill(new Rectangle2D.Double(0, 0, width, height));
        drawn.accept(canvas);
    }

    private static void draw(List<Figure> row, Graphics2D canvas) {
        double x = 0;
        for (Figure figure : row) {
            figure.chart()
                    .draw(canvas, new Rectangle2D.Double(x, 0, figure.width(), figure.height()));
            x += figure.width();
        }
    }

    private static int width(List<Figure> row) {
        return row.stream().mapToInt(Figure::width).sum();
    }

    private static int height(List<Figure> row) {
        return row.stream().mapToInt(Figure::height).max().orElseThrow();
    }
}
