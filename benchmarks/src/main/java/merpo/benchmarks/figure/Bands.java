package merpo.benchmarks.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Lines of one chart, each with a band of one standard deviation. */
final class Bands {
    private static final float OPACITY = 0.16f;
    private static final double MARGIN = 0.015; // of the width

    private final YIntervalSeriesCollection data = new YIntervalSeriesCollection();
    private final DeviationRenderer renderer;

    /**
     * @param shapes whether a line may mark its points
     */
    Bands(boolean shapes) {
        renderer = new DeviationRenderer(true, shapes);
        renderer.setAlpha(OPACITY);
    }

    /** Adds a line; its place among all. */
    int add(String label, List<Curve.Point> points, Color color, BasicStroke stroke) {
        YIntervalSeries series = new YIntervalSeries(label);
        for (Curve.Point point : points) {
            double mean = point.y().mean();
            series.add(point.x(), mean, mean - point.y().std(), mean + point.y().std());
        }
        int place = data.getSeriesCount();
        data.addSeries(series);
        renderer.setSeriesPaint(place, color);
        renderer.setSeriesFillPaint(place, color);
        renderer.setSeriesStroke(place, stroke);
        return place;
    }

    /** How lines look beyond their colours. */
    DeviationRenderer renderer() {
        return renderer;
    }

    /** The chart of them all, with room for marks at its edges. */
    JFreeChart chart(String title, String x, String y) {
        NumberAxis across = Look.free(x);
        across.setLowerMargin(MARGIN);
        across.setUpperMargin(MARGIN);
        return Look.chart(title, across, new NumberAxis(y), data, renderer);
    }
}
