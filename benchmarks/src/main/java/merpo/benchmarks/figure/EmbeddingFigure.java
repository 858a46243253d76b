package merpo.benchmarks.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import merpo.agents.Embedding;
import merpo.agents.context.Silhouette;
import merpo.datagen.run.CsvTable;
import org.hipparchus.stat.projection.PCA;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * Where the contexts of tasks lie among each other: the first two principal components of all. Test
 * tasks are filled marks, tasks that were learned from are rings behind them.
 */
public final class EmbeddingFigure {
    private static final int AXES = 2;
    private static final String SPLIT = "split";
    private static final String TRAINING = "training";
    private static final Shape RING = new Ellipse2D.Double(-2.5, -2.5, 5, 5);

    private EmbeddingFigure() {}

    /**
     * A row of the table: a context.
     *
     * @param z all coordinates
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
    private record Point(boolean training, String task, double[] z) {
        String line() {
            return training ? "training tasks" : "task " + task;
        }

        Embedding embedding() {
            float[] values = new float[z.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) z[i];
            }
            return new Embedding(Integer.parseInt(task), values);
        }
    }

    /**
     * @param table of split, task, z_0, z_1, ..., several rows per task; without split all are of
     *     test tasks
     */
    public static Figure of(CsvTable table) {
        List<String> axes =
                table.require("task", "z_0").header().stream()
                        .filter(column -> column.startsWith("z_"))
                        .toList();
        boolean split = table.header().contains(SPLIT);
        List<Point> points =
                table.rows().stream()
                        .map(
                                row ->
                                        new Point(
                                                split && row.text(SPLIT).equals(TRAINING),
                                                row.text("task"),
                                                axes.stream().mapToDouble(row::number).toArray()))
                        .toList();
        return new Figure(
                "embeddings",
                caption(points, axes.size()),
                chart(points, plane(points)),
                numbers(points, plane(points)),
                Figure.WIDTH,
                Figure.HEIGHT);
    }

    private static JFreeChart chart(List<Point> points, double[][] plane) {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        // what is added first is drawn last: test tasks above the others
        List<String> lines =
                points.stream()
                        .sorted(Comparator.comparing(Point::training))
                        .map(Point::line)
                        .distinct()
                        .toList();
        for (int place = 0; place < lines.size(); place++) {
            XYSeries series = new XYSeries(lines.get(place), false);
            boolean training = false;
            for (int i = 0; i < plane.length; i++) {
                if (points.get(i).line().equals(lines.get(place))) {
                    series.add(plane[i][0], plane[i][1]);
                    training = points.get(i).training();
                }
            }
            data.addSeries(series);
            renderer.setSeriesPaint(place, training ? Color.GRAY : Look.task(place));
            renderer.setSeriesShape(place, training ? RING : Look.mark(place));
            renderer.setSeriesShapesFilled(place, !training);
            renderer.setSeriesStroke(place, new BasicStroke(1f));
        }
        return Look.chart(
                "Task embeddings",
                Look.free("first principal component"),
                Look.free("second principal component"),
                data,
                renderer);
    }

    private static String numbers(List<Point> points, double[][] plane) {
        StringBuilder numbers = new StringBuilder("split,task,component_1,component_2\n");
        for (int i = 0; i < plane.length; i++) {
            Point point = points.get(i);
            String split = point.training() ? TRAINING : "test";
            numbers.append(
                    "%s,%s,%s,%s%n".formatted(split, point.task(), plane[i][0], plane[i][1]));
        }
        return numbers.toString();
    }

    private static String caption(List<Point> points, int dimensions) {
        boolean training = points.stream().anyMatch(Point::training);
        String caption =
                "A mark per context of the test tasks, its colour and shape the task"
                        + (training ? "; rings are contexts of the tasks learned from." : ".");
        List<Point> test = points.stream().filter(point -> !point.training()).toList();
        if (test.stream().map(Point::task).distinct().count() < 2) {
            return caption;
        }
        String all = training ? String.format(Locale.ROOT, ", of all tasks %.2f", of(points)) : "";
        return caption
                + String.format(
                                Locale.ROOT,
                                " Silhouette score in all %d dimensions: %.2f%s (1 clearly apart, 0 overlapping, -1 mixed up).",
                                dimensions,
                                of(test),
                                all)
                        .replace('-', '−');
    }

    private static double of(List<Point> points) {
        return Silhouette.of(points.stream().map(Point::embedding).toList());
    }

    /** [n][2]; what has one dimension lies on a line. */
    private static double[][] plane(List<Point> points) {
        double[][] all = points.stream().map(Point::z).toArray(double[][]::new);
        if (all[0].length < AXES || all.length < AXES) {
            return points.stream().map(p -> new double[] {p.z()[0], 0}).toArray(double[][]::new);
        }
        return new PCA(AXES).fitAndTransform(all);
    }
}
