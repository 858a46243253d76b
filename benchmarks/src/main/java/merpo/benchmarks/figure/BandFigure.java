package merpo.benchmarks.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import merpo.datagen.run.CsvTable;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.Layer;

/** Curves with a band of one standard deviation, and levels as lines across. */
public final class BandFigure {
    private BandFigure() {}

    /**
     * Policies along an axis; who has one point alone is a level.
     *
     * @param caption before what mean and band are
     * @param table with a row per place, task and policy
     * @param x column and name of the axis
     * @param y column of what is drawn, {@code score} or {@code return}
     * @param names of policies
     */
    public static Figure of(
            String name,
            String title,
            String caption,
            CsvTable table,
            Axis x,
            String y,
            Names names) {
        List<Curve> all = Curve.of(table, x.column(), y);
        List<Curve> curves = all.stream().filter(curve -> curve.points().size() > 1).toList();
        Map<String, Spread> levels = new LinkedHashMap<>();
        all.stream()
                .filter(curve -> curve.points().size() == 1)
                .forEach(curve -> levels.put(curve.policy(), curve.points().get(0).y()));
        JFreeChart chart = chart(title, x.name(), y, curves, levels, names);
        return new Figure(
                name,
                caption + ": mean over the tasks, band one standard deviation.",
                y.equals("score") ? withOne(chart) : chart,
                numbers(x.column(), all),
                Figure.WIDTH,
                Figure.HEIGHT);
    }

    /** What a reader sees of a policy. */
    public interface Names {
        String label(String policy);

        Color color(String policy);
    }

    /** A column of a table, and what a reader is told it is. */
    public record Axis(String column, String name) {}

    private static JFreeChart chart(
            String title,
            String x,
            String y,
            List<Curve> curves,
            Map<String, Spread> levels,
            Names names) {
        Bands bands = new Bands(false);
        for (Curve curve : curves) {
            add(
                    bands,
                    names,
                    curve.policy(),
                    curve.points().stream().map(Band::ofDeviation).toList());
        }
        double first = curves.stream().mapToDouble(c -> c.points().get(0).x()).min().orElse(0);
        double last =
                curves.stream()
                        .mapToDouble(c -> c.points().get(c.points().size() - 1).x())
                        .max()
                        .orElse(1);
        levels.forEach(
                (policy, level) -> {
                    List<Band> line =
                            List.of(
                                    Band.level(first, level.mean()),
                                    Band.level(last, level.mean()));
                    add(bands, names, policy, line);
                });
        return bands.chart(title, x, y);
    }

    /** Draws the upper end of the scale into a chart of scores. */
    static JFreeChart withOne(JFreeChart chart) {
        XYPlot plot = (XYPlot) chart.getPlot();
        plot.addRangeMarker(new ValueMarker(1, Color.GRAY, new BasicStroke(1f)), Layer.BACKGROUND);
        double top = Math.max(1.05, plot.getRangeAxis().getUpperBound());
        double bottom = Math.min(-0.02 * top, plot.getRangeAxis().getLowerBound());
        plot.getRangeAxis().setRange(bottom, top);
        return chart;
    }

    /** {@code axis,policy,mean,std,tasks}, one row per point. */
    private static String numbers(String x, List<Curve> curves) {
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

    private static void add(Bands bands, Names names, String policy, List<Band> points) {
        int unused =
                bands.add(
                        names.label(policy),
                        points,
                        names.color(policy),
                        PolicyLook.stroke(policy));
    }
}
