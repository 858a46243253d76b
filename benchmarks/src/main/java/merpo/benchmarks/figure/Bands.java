package merpo.benchmarks.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Lines of one chart, each with its band. */
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
    int add(String label, List<Band> points, Color color, BasicStroke stroke) {
        YIntervalSeries series = new YIntervalSeries(label);
        points.forEach(one -> series.add(one.x(), one.mean(), one.low(), one.high()));
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
