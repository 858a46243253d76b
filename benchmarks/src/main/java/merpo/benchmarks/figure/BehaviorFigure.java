package merpo.benchmarks.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import merpo.datagen.run.CsvTable;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** How behavior policies learn: a thin line per task, a thick one for their mean. */
public final class BehaviorFigure {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 380;
    private static final Color TASK = new Color(0x00, 0x67, 0xB1, 0x55);
    private static final Color MEAN = new Color(0x0067B1);

    private BehaviorFigure() {}

    /**
     * The figure of a training's {@code curve.csv}.
     *
     * @param environment id, the title
     */
    public static Figure of(CsvTable curve, String environment) {
        curve.require("environment_step", "task", "return_mean");
        Map<Long, XYSeries> tasks = new TreeMap<>();
        Map<Double, List<Double>> places = new TreeMap<>();
        for (CsvTable.Row row : curve.rows()) {
            double step = row.number("environment_step");
            double value = row.number("return_mean");
            tasks.computeIfAbsent(row.integer("task"), task -> new XYSeries("task " + task))
                    .add(step, value);
            places.computeIfAbsent(step, x -> new java.util.ArrayList<>()).add(value);
        }
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        tasks.values().forEach(series -> line(data, renderer, series, TASK, 1f));
        XYSeries mean = new XYSeries(tasks.size() == 1 ? "task" : "mean of " + tasks.size());
        places.forEach((step, values) -> mean.add(step.doubleValue(), Spread.of(values).mean()));
        if (tasks.size() > 1) {
            line(data, renderer, mean, MEAN, 2.4f);
        }
        NumberAxis across = new NumberAxis("environment steps of each task");
        across.setUpperMargin(0.01);
        JFreeChart chart =
                Look.chart(environment, across, new NumberAxis("return"), data, renderer);
        chart.removeLegend();
        return new Figure(
                "curve",
                "Mean return of the stochastic policy at each checkpoint of SAC, a thin line per task, the thick one"
                        + " their mean.",
                chart,
                "",
                WIDTH,
                HEIGHT);
    }

    private static void line(
            XYSeriesCollection data,
            XYLineAndShapeRenderer renderer,
            XYSeries series,
            Color color,
            float width) {
        renderer.setSeriesPaint(data.getSeriesCount(), color);
        renderer.setSeriesStroke(data.getSeriesCount(), new BasicStroke(width));
        data.addSeries(series);
    }
}
