package merpo.benchmarks.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnitSource;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYDataset;

/** One look for all charts: no frame, a light grid, words in ink, the legend below. */
public final class Look {
    /** Words and axes; a page may replace it by its own ink. */
    public static final Color INK = new Color(0x2B, 0x33, 0x3F);

    /** Grid lines; a page may replace it too. */
    public static final Color GRID = new Color(0xDD, 0xE1, 0xE7);

    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    /** After Okabe and Ito, so that they differ for every eye. */
    private static final Color[] TASKS = {
        new Color(0x0067B1), new Color(0xD55E00), new Color(0x009E73), new Color(0xB85C9E),
        new Color(0xE0A100), new Color(0x3FA7E0), new Color(0x6A4FB3), new Color(0x7A8450)
    };

    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 14);
    private static final Color CLEAR = new Color(0, 0, 0, 0);
    private static final double EDGE = 0.04; // of the width: no mark is cut
    private static final Line2D LEGEND_LINE = new Line2D.Double(-12, 0, 12, 0);

    static {
        TextUtils.setUseDrawRotatedStringWorkaround(
                false); // words stay words in SVG, turned or not
    }

    private Look() {}

    /** One colour per task; beyond eight they take turns, and {@link #mark} tells them apart. */
    static Color task(int place) {
        return TASKS[place % TASKS.length];
    }

    /** A dot for each of the first eight tasks, then squares, then diamonds. */
    static Shape mark(int place) {
        int turn = place / TASKS.length % 3;
        Shape square = new Rectangle2D.Double(-3, -3, 6, 6);
        return turn == 0
                ? new Ellipse2D.Double(-3, -3, 6, 6)
                : turn == 1
                        ? square
                        : AffineTransform.getRotateInstance(Math.PI / 4)
                                .createTransformedShape(square);
    }

    static JFreeChart chart(
            String title,
            NumberAxis x,
            NumberAxis y,
            XYDataset data,
            XYLineAndShapeRenderer renderer) {
        x.setTickLabelInsets(new RectangleInsets(4, 14, 2, 14)); // wide insets make ticks sparse
        y.setTickLabelInsets(new RectangleInsets(12, 4, 12, 6));
        XYPlot plot = new XYPlot(data, axis(x), axis(y), renderer);
        plot.setBackgroundPaint(CLEAR);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinePaint(GRID);
        plot.setRangeGridlineStroke(new BasicStroke(1f));
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        renderer.setLegendLine(LEGEND_LINE);
        JFreeChart chart = new JFreeChart(title, TITLE, plot, false);
        chart.setBackgroundPaint(CLEAR);
        chart.setPadding(new RectangleInsets(4, 4, 4, 12));
        chart.getTitle().setPaint(INK);
        chart.getTitle().setHorizontalAlignment(HorizontalAlignment.LEFT);
        chart.getTitle().setPadding(2, 6, 8, 6);
        LegendTitle legend = new LegendTitle(plot);
        legend.setPosition(RectangleEdge.BOTTOM);
        legend.setItemFont(SMALL);
        legend.setItemPaint(INK);
        legend.setBackgroundPaint(CLEAR);
        legend.setFrame(BlockBorder.NONE);
        legend.setItemLabelPadding(new RectangleInsets(2, 3, 2, 10));
        chart.addSubtitle(legend);
        return chart;
    }

    /** An axis whose range need not hold the zero. */
    static NumberAxis free(String label) {
        NumberAxis axis = new NumberAxis(label);
        axis.setAutoRangeIncludesZero(false);
        axis.setLowerMargin(EDGE);
        axis.setUpperMargin(EDGE);
        return axis;
    }

    private static NumberAxis axis(NumberAxis axis) {
        axis.setLabelFont(SMALL);
        axis.setTickLabelFont(SMALL);
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(GRID);
        axis.setAutoRangeStickyZero(false); // a mark at zero has room, too
        axis.setTickMarksVisible(false);
        axis.setStandardTickUnits(new NumberTickUnitSource());
        return axis;
    }
}
