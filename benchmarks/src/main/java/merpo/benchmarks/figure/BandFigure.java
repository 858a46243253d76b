package merpo.benchmarks.figure;

import java.awt.BasicStroke;
import java.util.List;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** Curves with a band of one standard deviation, and levels as lines across. */
final class BandFigure {
    private static final float BAND_OPACITY = 0.16f;

    private BandFigure() {}

    static JFreeChart chart(
            String title, String x, String y, List<Curve> curves, Map<String, Spread> levels) {
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        DeviationRenderer renderer = new DeviationRenderer(true, false);
        renderer.setAlpha(BAND_OPACITY);
        for (Curve curve : curves) {
            add(data, renderer, curve.policy(), curve.points());
        }
        double first = curves.stream().mapToDouble(c -> c.points().get(0).x()).min().orElse(0);
        double last =
                curves.stream()
                        .mapToDouble(c -> c.points().get(c.points().size() - 1).x())
                        .max()
                        .orElse(1);
        levels.forEach(
                (policy, level) -> {
                    Spread line = new Spread(level.mean(), 0, level.count());
                    add(
                            data,
                            renderer,
                            policy,
                            List.of(new Curve.Point(first, line), new Curve.Point(last, line)));
                });
        NumberAxis across = new NumberAxis(x);
        across.setAutoRangeIncludesZero(false);
        across.setLowerMargin(0);
        across.setUpperMargin(0.01);
        NumberAxis up = new NumberAxis(y);
        up.setAutoRangeIncludesZero(true);
        return Look.chart(title, across, up, data, renderer);
    }

    /** Draws the score of the exact optimum into a chart of scores. */
    static JFreeChart withOptimum(JFreeChart chart) {
        XYPlot plot = (XYPlot) chart.getPlot();
        ValueMarker optimum = new ValueMarker(1, Policy.color("optimum"), new BasicStroke(1f));
        plot.addRangeMarker(optimum, Layer.BACKGROUND);
        double top = Math.max(1.05, plot.getRangeAxis().getUpperBound());
        plot.getRangeAxis().setRange(Math.min(0, plot.getRangeAxis().getLowerBound()), top);
        return chart;
    }

    /** {@code axis,policy,mean,std,tasks}, one row per point. */
    static String numbers(String x, List<Curve> curves) {
        StringBuilder text = new StringBuilder(x + ",policy,mean,std,tasks\n");
        for (Curve curve : curves) {
            for (Curve.Point point : curve.points()) {
                text.append(point.x()).append(',').append(curve.policy());
                text.append(',').append(point.y().mean()).append(',').append(point.y().std());
                text.append(',').append(point.y().count()).append('\n');
            }
        }
        return text.toString();
    }

    private static void add(
            YIntervalSeriesCollection data,
            DeviationRenderer renderer,
            String policy,
            List<Curve.Point> points) {
        YIntervalSeries series = new YIntervalSeries(Policy.label(policy));
        for (Curve.Point point : points) {
            double mean = point.y().mean();
            series.add(point.x(), mean, mean - point.y().std(), mean + point.y().std());
        }
        int index = data.getSeriesCount();
        data.addSeries(series);
        renderer.setSeriesPaint(index, Policy.color(policy));
        renderer.setSeriesFillPaint(index, Policy.color(policy));
        renderer.setSeriesStroke(index, Policy.stroke(policy));
    }
}
