package merpo.benchmarks.figure;

import static merpo.benchmarks.figure.Figure.HEIGHT;
import static merpo.benchmarks.figure.Figure.WIDTH;

import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import merpo.datagen.run.CsvTable;
import merpo.envs.task.Task;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYDrawableAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Where a policy goes: in the plane for points, along the track over time for bodies. */
public final class TrajectoryFigure {
    private static final int MOST_TASKS = 8;
    private static final double GOAL_X = 1;
    private static final double RING = 12; // pixels
    private static final double ARROW = 2.5; // a wind of 0.05 m per step is drawn 0.125 m long

    private TrajectoryFigure() {}

    /**
     * One episode of each task.
     *
     * @param table of task, policy, step, time, x, y
     * @param label of the policy
     * @param tasks whose winds are drawn, where they have any
     */
    public static Figure of(CsvTable table, String policy, String label, List<Task> tasks) {
        List<CsvTable.Row> rows =
                table.require("task", "policy", "step", "time", "x", "y").rows().stream()
                        .filter(row -> row.text("policy").equals(policy))
                        .toList();
        boolean plane = rows.stream().anyMatch(TrajectoryFigure::movesAcross);
        List<String> shown =
                rows.stream().map(row -> row.text("task")).distinct().limit(MOST_TASKS).toList();
        XYSeriesCollection data = new XYSeriesCollection();
        StringBuilder numbers = new StringBuilder("task,step,time,x,y\n");
        for (String task : shown) {
            XYSeries series = new XYSeries("task " + task, false);
            for (CsvTable.Row row : rows) {
                if (row.text("task").equals(task)) {
                    double x = row.number("x");
                    series.add(plane ? x : row.number("time"), plane ? row.number("y") : x);
                    numbers.append(
                            "%s,%s,%s,%s,%s%n"
                                    .formatted(
                                            task,
                                            row.text("step"),
                                            row.text("time"),
                                            row.text("x"),
                                            row.text("y")));
                }
            }
            data.addSeries(series);
        }
        String title = "Trajectories, " + label;
        Map<String, List<Double>> winds = new HashMap<>();
        for (Task task : tasks) {
            List<Double> wind = task.parameters().get("wind");
            if (wind != null) {
                winds.put(Integer.toString(task.index()), wind);
            }
        }
        JFreeChart chart = plane ? plane(title, data, shown, winds) : track(title, data);
        String caption =
                !plane
                        ? "One episode per task: how far the torso got, over time."
                        : "One episode per task in the plane, a dot per step."
                                + (winds.isEmpty()
                                        ? ""
                                        : String.format(
                                                Locale.ROOT,
                                                " Arrows show each task's wind, %.1f times its push per step.",
                                                ARROW));
        return new Figure("trajectories", caption, chart, numbers.toString(), WIDTH, HEIGHT);
    }

    private static boolean movesAcross(CsvTable.Row row) {
        return !row.text("y").isEmpty() && Math.abs(row.number("y")) > 0;
    }

    private static JFreeChart track(String title, XYSeriesCollection data) {
        return Look.chart(
                title,
                new NumberAxis("time [s]"),
                new NumberAxis("torso x [m]"),
                data,
                lines(data, false));
    }

    private static JFreeChart plane(
            String title,
            XYSeriesCollection data,
            List<String> tasks,
            Map<String, List<Double>> winds) {
        NumberAxis across = new NumberAxis("x [m]");
        NumberAxis up = new NumberAxis("y [m]");
        JFreeChart chart = Look.chart(title, across, up, data, lines(data, true));
        XYPlot plot = (XYPlot) chart.getPlot();
        plot.setDomainGridlinesVisible(true);
        plot.setDomainGridlinePaint(Look.GRID);
        plot.setDomainGridlineStroke(new BasicStroke(1f));
        double reach = reach(data);
        across.setRange(
                Math.min(-0.25, data.getDomainLowerBound(false) - 0.05),
                Math.max(1.2, data.getDomainUpperBound(false) + 0.05));
        up.setRange(new Range(-reach, reach));
        double roseX = across.getLowerBound() + 0.14;
        double roseY = 0.6 * reach;
        for (int i = 0; i < tasks.size(); i++) {
            List<Double> wind = winds.get(tasks.get(i));
            if (wind != null) {
                plot.addAnnotation(
                        new Arrow(
                                roseX,
                                roseY,
                                ARROW * wind.get(0),
                                ARROW * wind.get(1),
                                Look.task(i)));
            }
        }
        if (!winds.isEmpty()) {
            mark(plot, roseX, roseY - 0.09, "winds");
            ring(plot, 0, 0);
            ring(plot, GOAL_X, 0);
            mark(plot, 0, 0, "start");
            mark(plot, GOAL_X, 0, "goal");
        }
        return chart;
    }

    /**
     * Half the height of the chart: its paths with some air, and never so little that noise fills
     * it.
     */
    private static double reach(XYSeriesCollection data) {
        double highest =
                Math.max(
                        Math.abs(data.getRangeLowerBound(false)),
                        Math.abs(data.getRangeUpperBound(false)));
        return Math.max(0.38, highest * 1.25);
    }

    private static XYLineAndShapeRenderer lines(XYSeriesCollection data, boolean dots) {
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, dots);
        for (int i = 0; i < data.getSeriesCount(); i++) {
            renderer.setSeriesPaint(i, Look.task(i));
            renderer.setSeriesStroke(
                    i, new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            renderer.setSeriesShape(i, new Ellipse2D.Double(-2, -2, 4, 4));
        }
        return renderer;
    }

    /** Around a place that matters. */
    private static void ring(XYPlot plot, double x, double y) {
        plot.addAnnotation(
                new XYDrawableAnnotation(
                        x,
                        y,
                        RING,
                        RING,
                        (canvas, area) -> {
                            canvas.setPaint(Look.INK);
                            canvas.setStroke(new BasicStroke(1.4f));
                            canvas.draw(new Ellipse2D.Double(area.getX(), area.getY(), RING, RING));
                        }));
    }

    private static void mark(XYPlot plot, double x, double y, String word) {
        XYTextAnnotation text = new XYTextAnnotation(word, x, y - 0.045);
        text.setFont(Look.SMALL);
        text.setPaint(Look.INK);
        text.setTextAnchor(TextAnchor.TOP_CENTER);
        plot.addAnnotation(text);
    }
}
